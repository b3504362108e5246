import { afterEach, describe, expect, test } from 'vitest';
import { buildWorld } from './build-world.ts';
import { startEcho, talk } from './tcp-probe.ts';
import type { World } from './world.ts';

const ports = { port: 21, passivePorts: [40_000, 40_100] } as const;

describe('a world', () => {
  let world: World | undefined;
  afterEach(() => world?.remove());

  test.each([4, 6] as const)(
    'client and server reach each other over IPv%d, each under its own address',
    async family => {
      world = await buildWorld({ family }, ports);
      const { client, server, serverOutside } = world.addresses;
      await startEcho(world.host('server'), server, 21);
      await startEcho(world.host('client'), client, 50_000);
      expect(await talk(world.host('client'), serverOutside, 21)).toMatchObject({
        outcome: 'open',
        seenAs: client,
      });
      expect(await talk(world.host('server'), client, 50_000)).toMatchObject({
        outcome: 'open',
        seenAs: server,
      });
    },
  );
});
