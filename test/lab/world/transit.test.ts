import { expect } from 'vitest';
import { runIn } from '../../support/real-server/place.ts';
import { whyNot } from '../../support/real-server/requirement.ts';
import { transit } from './addressing.ts';
import { describeInWorlds, titled } from './describe-in-worlds.ts';
import { outcomes, startEcho, talk } from './tcp-probe.ts';
import type { World } from './world.ts';

const longLine = 'x'.repeat(8_000);

describeInWorlds('a router between the two sides', test => {
  test.for([4, 6] as const)('leads both ways over IPv%d', async (family, { build }) => {
    const world = await build({ family, transit: true });
    const { client, server } = world.addresses;
    await startEcho(world.host('client'), client, 50_000);
    expect(await talk(world.host('client'), server, 21)).toMatchObject({ seenAs: client });
    expect(await talk(world.host('server'), client, 50_000)).toMatchObject({ seenAs: server });
  });

  test('leads to the outsides of two NATs', async ({ build }) => {
    const world = await build({ transit: true, client: 'nat', server: 'nat' });
    const { clientOutside, serverOutside } = world.addresses;
    expect(await talk(world.host('client'), serverOutside, 21)).toMatchObject({ seenAs: clientOutside });
  });

  test('has rules of its own', async ({ build }) => {
    const forward = ['tcp dport 40000 drop', 'tcp dport 40001 reject with icmp type admin-prohibited'];
    const world = await build({ transit: true, firewall: { transitRouter: { forward } } });
    const { server } = world.addresses;
    const from = world.host('client');
    expect(await outcomes(from, [server, 21], [server, 40_000], [server, 40_001])).toEqual([
      'open',
      'silent',
      'EHOSTUNREACH',
    ]);
  });

  test.for([
    [1, '198.51.100.1'],
    [2, transit.near.v4],
    [3, '203.0.113.2'],
  ] as const)('hop %d is %s', async ([hop, address], { build }) => {
    const output = [`tcp dport 40000 ip ttl set ${hop}`];
    const input = [`ip saddr ${address} icmp type time-exceeded counter`];
    const world = await build({ transit: true, firewall: { client: { output, input } } });
    expect(await ticksOf(world)).toBe(1);
  });

  test('is the second hop over IPv6', async ({ build }) => {
    const output = ['tcp dport 40000 ip6 hoplimit set 2'];
    const input = [`ip6 saddr ${transit.near.v6} icmpv6 type time-exceeded counter`];
    const world = await build({ family: 6, transit: true, firewall: { client: { output, input } } });
    expect(await ticksOf(world)).toBe(1);
  });

  test('is as narrow as the links to it', async ({ build }) => {
    const world = await build({ transit: true, mtu: 1300, filtersIcmp: true });
    const { heard } = await talk(world.host('client'), world.addresses.server, 21, {
      says: [longLine],
      limitMs: 1500,
    });
    expect(heard).toEqual([]);
  });

  const noDelay = whyNot('delay-line');
  test.skipIf(noDelay !== null)(titled('can be far away', noDelay), async ({ build }) => {
    const world = await build({ transit: true, rttMs: 80 });
    const { connectMs } = await talk(world.host('client'), world.addresses.server, 21, { limitMs: 3000 });
    expect(connectMs).toBeGreaterThanOrEqual(80);
  });

  test('cannot have rules where it is not', async ({ build }) => {
    await expect(build({ firewall: { transitRouter: { forward: ['tcp dport 40000 drop'] } } })).rejects.toThrow(
      'no transit router',
    );
  });
});

/** What the counter in the client's input rules says after one connection that comes to nothing. */
async function ticksOf(world: World): Promise<number> {
  const client = world.host('client');
  await talk(client, world.addresses.server, 40_000, { limitMs: 500 });
  const { stdout } = await runIn(client, 'nft', ['list', 'chain', 'inet', 'lab', 'input']);
  return Number(/counter packets (\d+)/.exec(stdout)?.[1]);
}
