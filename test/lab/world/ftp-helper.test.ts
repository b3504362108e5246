import { describe, expect, test } from 'vitest';
import { startEcho, talk } from './tcp-probe.ts';
import { useWorlds } from './use-worlds.ts';

const passiveReply = (address: string): string => `227 Entering Passive Mode (${address},156,65).`;
const inboundFilter = ['ct state established,related accept', 'tcp dport 21 accept', 'meta l4proto tcp drop'];

/**
 * The server echoes, so the client hears a command as it arrived, and a reply as it came back. The helper reads only
 * what follows a line's end: a client's first line is none of its business.
 */
describe("the kernel's FTP helper", () => {
  const build = useWorlds();

  test("on the server's router writes the outside address into a 227, and lets the data connection in", async () => {
    const world = await build({ server: 'nat', forwarded: [21], ftpHelper: ['serverRouter'] });
    const from = world.host('client');
    expect(await talk(from, '203.0.113.2', 21, { says: [passiveReply('10,20,0,2')] })).toMatchObject({
      heard: [passiveReply('203,0,113,2')],
    });
    expect(await talk(from, '203.0.113.2', 40_001)).toMatchObject({ outcome: 'open' });
    expect(await talk(from, '203.0.113.2', 40_000)).toMatchObject({ outcome: 'silent' });
  });

  test("without it the 227 keeps the server's own address", async () => {
    const world = await build({ server: 'nat', forwarded: [21] });
    expect(await talk(world.host('client'), '203.0.113.2', 21, { says: [passiveReply('10,20,0,2')] })).toMatchObject({
      heard: [passiveReply('10,20,0,2')],
    });
  });

  test.each([
    ['PORT', 'PORT 192,168,10,2,195,80', 'PORT 203,0,113,1,195,80'],
    ['EPRT', 'EPRT |1|192.168.10.2|50000|', 'EPRT |1|203.0.113.1|50000|'],
  ])("on the client's router writes its address into %s, and lets the data connection in", async (_, said, heard) => {
    const world = await build({ client: 'nat', ftpHelper: ['clientRouter'] });
    await startEcho(world.host('client'), '192.168.10.2', 50_000);
    expect(await talk(world.host('client'), '192.0.2.2', 21, { says: ['NOOP', said] })).toMatchObject({
      heard: ['NOOP', heard],
    });
    expect(await talk(world.host('server'), '203.0.113.1', 50_000)).toMatchObject({ outcome: 'open' });
  });

  test.each(['serverRouter', 'server'] as const)(
    'opens a stateful filter on %s for what a 227 announces',
    async host => {
      const firewall = { [host]: host === 'server' ? { input: inboundFilter } : { forward: inboundFilter } };
      const blind = await build({ firewall });
      expect(await talk(blind.host('client'), '192.0.2.2', 40_001)).toMatchObject({ outcome: 'silent' });

      const seeing = await build({ firewall, ftpHelper: [host] });
      const from = seeing.host('client');
      await talk(from, '192.0.2.2', 21, { says: [passiveReply('192,0,2,2')] });
      expect(await talk(from, '192.0.2.2', 40_001)).toMatchObject({ outcome: 'open' });
      expect(await talk(from, '192.0.2.2', 40_000)).toMatchObject({ outcome: 'silent' });
    },
  );

  test('on the client opens its own filter for what it said in EPRT, over IPv6', async () => {
    const world = await build({
      family: 6,
      ftpHelper: ['client'],
      firewall: { client: { input: ['ct state established,related accept', 'meta l4proto tcp drop'] } },
    });
    await startEcho(world.host('client'), '2001:db8:1::2', 50_000, 50_001);
    const says = ['NOOP', 'EPRT |2|2001:db8:1::2|50000|'];
    expect(await talk(world.host('client'), '2001:db8:2::2', 21, { says })).toMatchObject({ heard: says });
    expect(await talk(world.host('server'), '2001:db8:1::2', 50_000)).toMatchObject({ outcome: 'open' });
    expect(await talk(world.host('server'), '2001:db8:1::2', 50_001)).toMatchObject({ outcome: 'silent' });
  });
});
