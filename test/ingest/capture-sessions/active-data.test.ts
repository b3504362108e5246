import { describe, expect, test } from 'vitest';
import { Conversation } from '../capture/support/conversation.ts';
import type { CapturedPacket } from '../capture/support/pcap-bytes.ts';
import { client, control, lines, server, unanswered, until } from './support/ftp-scene.ts';
import { eventsOf, sessionOf, told } from './support/sessions-of.ts';

/** PORT to 198.51.100.2:40000, accepted, and LIST. */
const asked = (): Conversation => lines(control(), '> PORT 198,51,100,2,156,64', '< 200 ok', '> LIST');
const fromServer = (ms: number, ends: { openerPort?: number; peerPort?: number; opener?: string } = {}): Conversation =>
  new Conversation({ opener: server, openerPort: 20, peer: client, peerPort: 40_000, ...ends }).wait(ms);
const dataLines = async (...packets: readonly (readonly CapturedPacket[])[]): Promise<readonly string[]> =>
  told(await sessionOf(...packets)).filter(line => line.includes('data'));

describe('the connection of the server', () => {
  test('its opener, its ends, its bytes', async () => {
    const data = fromServer(12).handshake().say('peer', '').say('opener', 'listing').close('opener');
    const recording = await sessionOf(asked().packets, data.packets);
    expect(told(recording).filter(line => line.includes('data'))).toEqual([
      'data-connecting server 198.51.100.2:40000',
      'data-connected server 192.0.2.2:20',
      'data-bytes 7',
      'data-ended orderly',
    ]);
    expect(eventsOf(recording, 'data-connected')[0]?.ends).toEqual({
      client: { host: client, port: 40_000 },
      server: { host: server, port: 20 },
    });
  });

  test('before PORT is answered, as pyftpdlib does', async () => {
    const said = lines(control(), '> PORT 198,51,100,2,156,64').wait(20);
    const data = fromServer(10).handshake();
    expect(await dataLines(lines(said, '< 200 connected').packets, data.packets)).toEqual([
      'data-connecting server 198.51.100.2:40000',
      'data-connected server 192.0.2.2:20',
    ]);
  });

  test('EPRT on IPv6, in whatever way the address is written', async () => {
    const v6 = { opener: '2001:db8:c::2', peer: '2001:db8:5::2' };
    const said = lines(control(v6), '> EPRT |2|2001:DB8:C:0:0::2|40000|', '< 200 ok', '> LIST');
    const data = new Conversation({ opener: v6.peer, openerPort: 45_000, peer: v6.opener, peerPort: 40_000 }).wait(12);
    expect(await dataLines(said.packets, data.handshake().packets)).toEqual([
      'data-connecting server [2001:db8:c::2]:40000',
      'data-connected server [2001:db8:5::2]:45000',
    ]);
  });

  test('a client behind a NAT announced its inner address: the connection reaches it at the one that is seen', async () => {
    const said = lines(control(), '> PORT 192,168,1,2,156,64', '< 200 ok', '> LIST');
    expect(await dataLines(said.packets, fromServer(12).handshake().packets)).toEqual([
      'data-connecting server 198.51.100.2:40000',
      'data-connected server 192.0.2.2:20',
    ]);
  });

  test('a NAT that took another port', async () => {
    const data = fromServer(12, { peerPort: 61_000 }).handshake();
    expect((await dataLines(asked().packets, data.packets))[0]).toBe('data-connecting server 198.51.100.2:61000');
  });

  test('a server with several addresses', async () => {
    const data = fromServer(12, { opener: '192.0.2.77' }).handshake();
    expect((await dataLines(asked().packets, data.packets))[1]).toBe('data-connected server 192.0.2.77:20');
  });

  test('without its SYN in the capture, it is still known who listens', async () => {
    const data = fromServer(12).handshake().say('opener', 'listing');
    const recording = await sessionOf(asked().packets, data.packets.slice(3));
    expect(eventsOf(recording, 'data-connecting')).toEqual([]);
    expect(eventsOf(recording, 'data-connected')).toMatchObject([
      { opener: 'server', ends: { client: { port: 40_000 }, server: { port: 20 } } },
    ]);
  });
});

describe('a connection that does not come about', () => {
  const refused = (): Conversation => lines(asked().wait(6000), '< 425 no connection', '> QUIT', '< 221 bye');
  const failed = async (...packets: readonly (readonly CapturedPacket[])[]) =>
    eventsOf(await sessionOf(refused().packets, ...packets), 'data-failed');

  test("the client's host does not answer the SYNs that reach it", async () => {
    expect(await failed(unanswered(fromServer(12), 2).packets)).toMatchObject([
      {
        opener: 'server',
        failure: { kind: 'no-arrival', operation: 'accept', halfOpen: 'none', limitMs: 5999 },
        packets: { synRetransmits: 2, handshake: { syn: { state: 'seen' }, synAck: { state: 'missing' } } },
      },
    ]);
  });

  test('its answer never gets back to the server', async () => {
    const data = fromServer(12).send('opener', { flags: 'S' }).send('peer', { flags: 'SA' });
    expect(await failed(data.packets)).toMatchObject([{ failure: { kind: 'no-arrival', halfOpen: 'seen' } }]);
  });

  test('its host refuses', async () => {
    const data = fromServer(12).send('opener', { flags: 'S' }).send('peer', { flags: 'RA' });
    expect(await failed(data.packets)).toMatchObject([{ opener: 'server', failure: { kind: 'refused' } }]);
  });

  test('no SYN of the server gets there at all', async () => {
    expect(await failed()).toMatchObject([
      {
        ends: { client: { host: client, port: 40_000 }, server: { host: server, port: 0 } },
        failure: { kind: 'no-arrival', halfOpen: 'none', limitMs: 6001 },
        packets: { handshake: { syn: { state: 'missing' } } },
      },
    ]);
  });

  test('PORT is refused: nothing was to come', async () => {
    const said = lines(control(), '> PORT 198,51,100,2,156,64', '< 500 Illegal PORT command', '> QUIT', '< 221 bye');
    expect(await dataLines(said.packets)).toEqual([]);
  });

  test('PORT is accepted, and no transfer follows: nothing was to come', async () => {
    const said = lines(control(), '> PORT 198,51,100,2,156,64', '< 200 ok', '> QUIT', '< 221 bye').close();
    expect(await dataLines(said.packets, until(20_000))).toEqual([]);
  });
});
