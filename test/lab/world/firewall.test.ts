import { expect } from 'vitest';
import { describeInWorlds } from './describe-in-worlds.ts';
import { outcomes, talk } from './tcp-probe.ts';

describeInWorlds("a scenario's firewall", test => {
  test.for([
    ['raw', 'server'],
    ['input', 'server'],
    ['forward', 'serverRouter'],
    ['forward', 'clientRouter'],
    ['output', 'client'],
  ] as const)('has its %s rules on %s, for both families', async ([hook, host], { build }) => {
    const rules = ['tcp dport 40000 drop', 'tcp dport 40001 reject with tcp reset'];
    // No rejection can be said before routing.
    const firewall = { [host]: { [hook]: hook === 'raw' ? rules.slice(0, 1) : rules } };
    for (const family of [4, 6] as const) {
      const world = await build({ family, firewall });
      const { server } = world.addresses;
      const heard = await outcomes(world.host('client'), [server, 21], [server, 40_000], [server, 40_001]);
      expect(heard).toEqual(['open', 'silent', hook === 'raw' ? 'open' : 'ECONNREFUSED']);
    }
  });

  // Where nothing takes time, ICMPv6 is back before connect() has let go of the socket, which then hears only of the
  // second SYN, after a second. A round-trip time of a millisecond would cure it.
  test.for([
    [4, 'reject with icmpx admin-prohibited', 'EHOSTUNREACH'],
    [6, 'reject with icmpx admin-prohibited', 'EACCES'],
    [4, 'meta nfproto ipv4 reject with icmp type net-unreachable', 'ENETUNREACH'],
  ] as const)('says no on a router over IPv%d: %s', async ([family, statement, outcome], { build }) => {
    const world = await build({ family, firewall: { serverRouter: { forward: [`tcp dport 40000 ${statement}`] } } });
    const { server } = world.addresses;
    expect(await talk(world.host('client'), server, 40_000, { limitMs: 3000 })).toMatchObject({ outcome });
  });

  test('can drop every second connection', async ({ build }) => {
    const statement = 'tcp dport 40000 ct state new numgen inc mod 2 == 1 drop';
    const world = await build({ firewall: { serverRouter: { forward: [statement] } } });
    const heard = [];
    for (let n = 0; n < 3; n++) heard.push(...(await outcomes(world.host('client'), ['192.0.2.2', 40_000])));
    expect(heard).toEqual(['open', 'silent', 'open']);
  });

  test('that nftables does not understand keeps the world from being built', async ({ build }) => {
    await expect(build({ firewall: { server: { input: ['tcp dport twenty drop'] } } })).rejects.toThrow(/twenty/);
  });
});
