import { describe, expect, test } from 'vitest';
import { startEcho, talk } from './tcp-probe.ts';
import { useWorlds } from './use-worlds.ts';

describe('address translation', () => {
  const build = useWorlds();

  test('a client behind NAT is seen as its router, and is not found by who calls it', async () => {
    const world = await build({ client: 'nat' });
    const { client, clientOutside, serverOutside } = world.addresses;
    await startEcho(world.host('client'), client, 50_000);
    expect({ client, clientOutside }).toEqual({ client: '192.168.10.2', clientOutside: '203.0.113.1' });
    expect(await talk(world.host('client'), serverOutside, 21)).toMatchObject({
      outcome: 'open',
      seenAs: clientOutside,
    });
    expect(await talk(world.host('server'), clientOutside, 50_000)).toMatchObject({ outcome: 'silent' });
    expect(await talk(world.host('server'), client, 50_000)).toMatchObject({ outcome: 'silent' });
  });

  test.each(['nat', 'double-nat'] as const)(
    'a server behind %s is reached through its forwarded ports alone',
    async server => {
      const world = await build({ server, forwarded: [21, [40_000, 40_000]] });
      const { client, serverOutside } = world.addresses;
      const from = world.host('client');
      expect(serverOutside).toBe('203.0.113.2');
      expect(await talk(from, serverOutside, 21)).toMatchObject({ outcome: 'open', seenAs: client });
      expect(await talk(from, serverOutside, 40_000)).toMatchObject({ outcome: 'open' });
      expect(await talk(from, serverOutside, 40_001)).toMatchObject({ outcome: 'silent' });
      expect(await talk(from, world.addresses.server, 21)).toMatchObject({ outcome: 'silent' });
    },
  );

  test.each(['nat', 'double-nat'] as const)('a server behind %s calls out under its outside address', async server => {
    const world = await build({ server });
    await startEcho(world.host('client'), world.addresses.client, 50_000);
    expect(await talk(world.host('server'), world.addresses.client, 50_000)).toMatchObject({
      outcome: 'open',
      seenAs: world.addresses.serverOutside,
    });
    // The whole passive range when a plan names no ports.
    expect(await talk(world.host('client'), world.addresses.serverOutside, 40_001)).toMatchObject({ outcome: 'open' });
  });

  test('IPv6 is routed where IPv4 is translated', async () => {
    const world = await build({ client: 'nat', server: 'double-nat', family: 6 });
    const { client, clientOutside, server, serverOutside } = world.addresses;
    expect([clientOutside, serverOutside]).toEqual([client, server]);
    expect(await talk(world.host('client'), server, 40_001)).toMatchObject({ outcome: 'open', seenAs: client });
  });

  test('a neighbour of the server reaches it directly, but not by its outside address', async () => {
    const world = await build({ client: 'server-lan', server: 'nat' });
    const { client, server, serverOutside } = world.addresses;
    expect(await talk(world.host('client'), server, 21)).toMatchObject({ outcome: 'open', seenAs: client });
    expect(await talk(world.host('client'), serverOutside, 21)).toMatchObject({ outcome: 'silent' });
  });

  test('a neighbour of the server reaches it directly over IPv6', async () => {
    const world = await build({ client: 'server-lan', server: 'nat', family: 6 });
    const { client, server } = world.addresses;
    expect(await talk(world.host('client'), server, 21)).toMatchObject({ outcome: 'open', seenAs: client });
  });

  test('private and unassigned addresses are silent', async () => {
    const world = await build({});
    const nowhere = [
      '10.20.0.2',
      '172.16.5.2',
      '192.168.10.2',
      '203.0.113.77',
      '198.51.100.200',
      '192.0.2.200',
      '2001:db8:1::77',
      '2001:db8:2::77',
    ];
    const talks = await Promise.all(nowhere.map(address => talk(world.host('client'), address, 21)));
    expect(talks.map(({ outcome }) => outcome)).toEqual(nowhere.map(() => 'silent'));
  });
});
