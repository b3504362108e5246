import { expect } from 'vitest';
import { describeInWorlds } from './describe-in-worlds.ts';
import { outcomes, startEcho, talk } from './tcp-probe.ts';

describeInWorlds('address translation', test => {
  test('a client behind NAT is seen as its router, and is not found by who calls it', async ({ build }) => {
    const world = await build({ client: 'nat' });
    const { client, clientOutside, serverOutside } = world.addresses;
    await startEcho(world.host('client'), client, 50_000);
    expect({ client, clientOutside }).toEqual({ client: '192.168.10.2', clientOutside: '203.0.113.1' });
    expect(await talk(world.host('client'), serverOutside, 21)).toMatchObject({ seenAs: clientOutside });
    expect(await outcomes(world.host('server'), [clientOutside, 50_000], [client, 50_000])).toEqual([
      'silent',
      'silent',
    ]);
  });

  test.for(['nat', 'double-nat'] as const)(
    'a server behind %s is reached through what is forwarded alone',
    async (server, { build }) => {
      const world = await build({ server, forwarded: [21, [39_999, 40_000]] });
      const from = world.host('client');
      expect(world.addresses.serverOutside).toBe('203.0.113.2');
      expect(await talk(from, '203.0.113.2', 21)).toMatchObject({ seenAs: world.addresses.client });
      expect(
        await outcomes(from, ['203.0.113.2', 40_000], ['203.0.113.2', 40_001], [world.addresses.server, 21]),
      ).toEqual(['open', 'silent', 'silent']);
    },
  );

  test.for(['nat', 'double-nat'] as const)(
    'a server behind %s calls out under its outside address',
    async (server, { build }) => {
      const world = await build({ server });
      const { client, serverOutside } = world.addresses;
      await startEcho(world.host('client'), client, 50_000);
      expect(await talk(world.host('server'), client, 50_000)).toMatchObject({ seenAs: serverOutside });
    },
  );

  test('forwards control port and passive range where the plan does not say what', async ({ build }) => {
    const world = await build({ server: 'nat' });
    const { serverOutside } = world.addresses;
    expect(await outcomes(world.host('client'), [serverOutside, 21], [serverOutside, 40_001])).toEqual([
      'open',
      'open',
    ]);
  });

  test('IPv6 is routed where IPv4 is translated', async ({ build }) => {
    const world = await build({ client: 'nat', server: 'double-nat', family: 6 });
    const { client, clientOutside, server, serverOutside } = world.addresses;
    expect([clientOutside, serverOutside]).toEqual([client, server]);
    expect(await talk(world.host('client'), server, 40_001)).toMatchObject({ seenAs: client });
  });

  test('a neighbour of the server reaches it directly, but not by its outside address', async ({ build }) => {
    const world = await build({ client: 'server-lan', server: 'nat' });
    const { client, server, serverOutside } = world.addresses;
    expect(await talk(world.host('client'), server, 21)).toMatchObject({ seenAs: client });
    expect(await outcomes(world.host('client'), ['2001:db8:2::2', 40_000], [serverOutside, 21])).toEqual([
      'ECONNREFUSED',
      'silent',
    ]);
  });

  test("neighbours talk past their router's firewall", async ({ build }) => {
    const firewall = { serverRouter: { raw: ['tcp dport 21 drop'], forward: ['drop'] } };
    const world = await build({ client: 'server-lan', server: 'nat', family: 6, firewall });
    const { client, server } = world.addresses;
    expect(await talk(world.host('client'), server, 21)).toMatchObject({ seenAs: client });
  });

  test('private and unassigned addresses are silent', async ({ build }) => {
    const world = await build({});
    const nowhere = [
      ...['10.20.0.2', '172.16.5.2', '192.168.10.2', '203.0.113.77', '198.51.100.200', '192.0.2.200'],
      ...['2001:db8:1::77', '2001:db8:2::77', '2001:db8:f::77', 'fd00::2'],
    ];
    const heard = await outcomes(world.host('client'), ...nowhere.map(address => [address, 21] as const));
    expect(heard).toEqual(nowhere.map(() => 'silent'));
  });
});
