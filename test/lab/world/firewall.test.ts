import { describe, expect, test } from 'vitest';
import { talk } from './tcp-probe.ts';
import { useWorlds } from './use-worlds.ts';

describe("a scenario's firewall", () => {
  const build = useWorlds();

  test.each([
    ['raw', 'server'],
    ['input', 'server'],
    ['forward', 'serverRouter'],
    ['forward', 'clientRouter'],
    ['output', 'client'],
  ] as const)('has its %s rules on %s, for both families', async (hook, host) => {
    const world = await build({ firewall: { [host]: { [hook]: ['tcp dport 40000 drop', 'tcp dport 21 accept'] } } });
    const from = world.host('client');
    expect(await talk(from, '192.0.2.2', 40_000)).toMatchObject({ outcome: 'silent' });
    expect(await talk(from, '192.0.2.2', 21)).toMatchObject({ outcome: 'open' });
    expect(await talk(from, '2001:db8:2::2', 40_000)).toMatchObject({ outcome: 'silent' });
  });

  // The complaint about a first SYN can come back before connect() has left the socket, which then waits for the second.
  test.each([
    [4, 'tcp dport 40000 reject with tcp reset', 'ECONNREFUSED'],
    [6, 'tcp dport 40000 reject with tcp reset', 'ECONNREFUSED'],
    [4, 'tcp dport 40000 reject with icmpx admin-prohibited', 'EHOSTUNREACH'],
    [6, 'tcp dport 40000 reject with icmpx admin-prohibited', 'EACCES'],
    [4, 'meta nfproto ipv4 tcp dport 40000 reject with icmp type net-unreachable', 'ENETUNREACH'],
  ] as const)('says no on a router over IPv%d: %s', async (family, statement, outcome) => {
    const world = await build({ family, firewall: { serverRouter: { forward: [statement] } } });
    expect(await talk(world.host('client'), world.addresses.server, 40_000, { limitMs: 2500 })).toMatchObject({
      outcome,
    });
  });

  test('can drop every second connection', async () => {
    const statement = 'tcp dport 40000 ct state new numgen inc mod 2 == 1 drop';
    const world = await build({ firewall: { serverRouter: { forward: [statement] } } });
    const outcomes = [];
    for (let n = 0; n < 4; n++) outcomes.push((await talk(world.host('client'), '192.0.2.2', 40_000)).outcome);
    expect(outcomes).toEqual(['open', 'silent', 'open', 'silent']);
  });

  test('that nftables does not understand keeps the world from being built', async () => {
    await expect(build({ firewall: { server: { input: ['tcp dport twenty drop'] } } })).rejects.toThrow(/twenty/);
  });
});
