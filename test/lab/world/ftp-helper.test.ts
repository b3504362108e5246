import { expect } from 'vitest';
import { describeInWorlds } from './describe-in-worlds.ts';
import { outcomes, startEcho, talk } from './tcp-probe.ts';

/** Announces port 40001. */
const passiveReply = (address: string): string => `227 Entering Passive Mode (${address},156,65).`;
const related = 'ct state established,related accept';
const inboundFilter = [related, 'tcp dport 21 accept', 'meta l4proto tcp drop'];

/**
 * The server echoes, so the client hears a command as it arrived, and a reply as it came back. The helper reads only
 * what follows a line's end: a client's first line is none of its business.
 */
describeInWorlds("the kernel's FTP helper", test => {
  test("on the server's router writes the outside address into a 227, and lets the data connection in", async ({
    build,
  }) => {
    const world = await build({ server: 'nat', forwarded: [21], ftpHelper: ['serverRouter'] });
    const from = world.host('client');
    const { heard } = await talk(from, '203.0.113.2', 21, { says: [passiveReply('10,20,0,2')] });
    expect(heard).toEqual([passiveReply('203,0,113,2')]);
    expect(await outcomes(from, ['203.0.113.2', 40_001], ['203.0.113.2', 40_000])).toEqual(['open', 'silent']);
  });

  test("without it the 227 keeps the server's own address", async ({ build }) => {
    const world = await build({ server: 'nat', forwarded: [21] });
    const { heard } = await talk(world.host('client'), '203.0.113.2', 21, { says: [passiveReply('10,20,0,2')] });
    expect(heard).toEqual([passiveReply('10,20,0,2')]);
  });

  test.for([
    ['PORT', 'PORT 192,168,10,2,195,80', 'PORT 203,0,113,1,195,80'],
    ['EPRT', 'EPRT |1|192.168.10.2|50000|', 'EPRT |1|203.0.113.1|50000|'],
  ] as const)(
    "on the client's router writes its address into %s, and lets the data connection in",
    async ([, said, arrived], { build }) => {
      const world = await build({ client: 'nat', ftpHelper: ['clientRouter'] });
      await startEcho(world.host('client'), '192.168.10.2', 50_000);
      const { heard } = await talk(world.host('client'), '192.0.2.2', 21, { says: ['NOOP', said] });
      expect(heard).toEqual(['NOOP', arrived]);
      expect(await outcomes(world.host('server'), ['203.0.113.1', 50_000])).toEqual(['open']);
    },
  );

  test('reads port 21 alone', async ({ build }) => {
    const world = await build({ client: 'nat', ftpHelper: ['clientRouter'] });
    const says = ['NOOP', 'PORT 192,168,10,2,195,80'];
    expect(await talk(world.host('client'), '192.0.2.2', 40_000, { says })).toMatchObject({ heard: says });
  });

  test.for(['serverRouter', 'server'] as const)(
    'opens a stateful filter on %s for what a 227 announces',
    async (host, { build }) => {
      const firewall = { [host]: host === 'server' ? { input: inboundFilter } : { forward: inboundFilter } };
      const [blind, seeing] = await Promise.all([build({ firewall }), build({ firewall, ftpHelper: [host] })]);
      const says = [passiveReply('192,0,2,2')];
      for (const world of [blind, seeing]) await talk(world.host('client'), '192.0.2.2', 21, { says });
      expect(await outcomes(blind.host('client'), ['192.0.2.2', 40_001])).toEqual(['silent']);
      expect(await outcomes(seeing.host('client'), ['192.0.2.2', 40_001], ['192.0.2.2', 40_000])).toEqual([
        'open',
        'silent',
      ]);
    },
  );

  test('on the client opens its own filter for what it said in EPRT, over IPv6', async ({ build }) => {
    const firewall = { client: { input: [related, 'meta l4proto tcp drop'] } };
    const world = await build({ family: 6, ftpHelper: ['client'], firewall });
    const { client, server } = world.addresses;
    await startEcho(world.host('client'), client, 50_000, 50_001);
    await talk(world.host('client'), server, 21, { says: ['NOOP', `EPRT |2|${client}|50000|`] });
    expect(await outcomes(world.host('server'), [client, 50_000], [client, 50_001])).toEqual(['open', 'silent']);
  });
});
