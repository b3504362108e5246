import { describe, expect, test } from 'vitest';
import type { Conversation } from '../capture/support/conversation.ts';
import type { CapturedPacket } from '../capture/support/pcap-bytes.ts';
import { client, control, dataAt, lines, server, unanswered, until } from './support/ftp-scene.ts';
import { icmpAbout } from './support/icmp-about.ts';
import { eventsOf, sessionOf, sessionsOf, told } from './support/sessions-of.ts';

/** A session with a 227 that names 192.0.2.2:40000, and LIST; the 227 comes at 9 ms. */
const asked = (): Conversation => lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)', '> LIST');
const at40000 = { openerPort: 51_000, peerPort: 40_000 };
const dataLines = async (...packets: readonly (readonly CapturedPacket[])[]): Promise<readonly string[]> =>
  told(await sessionOf(...packets)).filter(line => /data|said/.test(line));

describe('a connection to the address that was announced', () => {
  test('its bytes and its end', async () => {
    const data = dataAt(10, at40000)
      .handshake()
      .say('peer', 'x'.repeat(1000))
      .say('peer', 'x'.repeat(500))
      .close('peer');
    const said = lines(asked().wait(10), '< 150 here', '< 226 done');
    const recording = await sessionOf(said.packets, data.packets);
    expect(told(recording).filter(line => line.includes('data'))).toEqual([
      'data-connecting client 192.0.2.2:40000',
      'data-connected client 192.0.2.2:40000',
      'data-bytes 1000',
      'data-bytes 500',
      'data-ended orderly',
    ]);
    expect(eventsOf(recording, 'data-connected')[0]).toMatchObject({
      ends: { client: { host: client, port: 51_000 }, server: { host: server, port: 40_000 } },
      tiedBy: 'command',
      packets: { synRetransmits: 0, facts: { client: { hops: 0 } } },
    });
  });

  test('229 names a port of the same host, on IPv6', async () => {
    const v6 = { opener: '2001:db8:c::2', peer: '2001:db8:5::2' };
    const said = lines(control(v6), '> EPSV', '< 229 ok (|||40000|)', '> LIST');
    const data = dataAt(11, { ...v6, ...at40000 }).handshake();
    expect(await dataLines(said.packets, data.packets)).toEqual([
      'data-connecting client [2001:db8:5::2]:40000',
      'data-connected client [2001:db8:5::2]:40000',
    ]);
  });

  test('an upload', async () => {
    const said = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)', '> STOR a', '< 150 go', '< 226 done');
    const data = dataAt(10, at40000).handshake().say('opener', 'abc').close('opener');
    expect((await dataLines(said.packets, data.packets)).slice(2)).toEqual(['data-bytes 3', 'data-ended orderly']);
  });

  test('several transfers of one session, each with its own', async () => {
    const said = lines(asked().wait(10), '< 226 one', '> PASV', '< 227 ok (192,0,2,2,156,65)', '> LIST', '< 226 two');
    const one = dataAt(10, at40000).handshake().say('peer', 'a').close('peer');
    const two = dataAt(25, { openerPort: 51_001, peerPort: 40_001 }).handshake().say('peer', 'bb').close('peer');
    expect(await dataLines(said.packets, one.packets, two.packets)).toEqual([
      'data-connecting client 192.0.2.2:40000',
      'data-connected client 192.0.2.2:40000',
      'data-bytes 1',
      'data-ended orderly',
      'data-connecting client 192.0.2.2:40001',
      'data-connected client 192.0.2.2:40001',
      'data-bytes 2',
      'data-ended orderly',
    ]);
  });

  test('belongs to the session of the client that opens it, though another one was told the same port', async () => {
    const other = { opener: '198.51.100.77' };
    const first = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)');
    const second = lines(control({ ...other, openerPort: 50_001 }), '> PASV', '< 227 ok (192,0,2,2,156,64)');
    const data = dataAt(20, { ...other, ...at40000 }).handshake();
    const recordings = await sessionsOf(first.packets, second.packets, data.packets);
    expect(recordings.map(recording => eventsOf(recording, 'data-connected').length)).toEqual([0, 1]);
  });

  test('of two sessions of one client, to the one that was told this port', async () => {
    const first = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)');
    const second = lines(control({ openerPort: 50_001 }), '> PASV', '< 227 ok (192,0,2,2,156,65)');
    const data = dataAt(20, { peerPort: 40_001 }).handshake();
    const recordings = await sessionsOf(first.packets, second.packets, data.packets);
    expect(recordings.map(recording => eventsOf(recording, 'data-connected').length)).toEqual([0, 1]);
  });
});

describe('an address in between was changed', () => {
  const elsewhere = (): Conversation => lines(control(), '> PASV', '< 227 ok (10,0,0,2,156,64)', '> LIST');

  test('the client connects to the control host in place of the one that the 227 names', async () => {
    expect(await dataLines(elsewhere().packets, dataAt(11, at40000).handshake().packets)).toEqual([
      'said passive-address-replaced: the client connected to 192.0.2.2 in place of 10.0.0.2',
      'data-connecting client 192.0.2.2:40000',
      'data-connected client 192.0.2.2:40000',
    ]);
  });

  test('it believes the 227 first, and replaces the address then', async () => {
    const believed = unanswered(dataAt(11, { ...at40000, peer: '10.0.0.2' }), 1);
    const replaced = dataAt(3000, { ...at40000, openerPort: 51_001 }).handshake();
    expect(await dataLines(elsewhere().packets, believed.packets, replaced.packets)).toEqual([
      'data-connecting client 10.0.0.2:40000',
      'data-failed client 10.0.0.2:40000 timeout (connect)',
      'said passive-address-replaced: the client connected to 192.0.2.2 in place of 10.0.0.2',
      'data-connecting client 192.0.2.2:40000',
      'data-connected client 192.0.2.2:40000',
    ]);
  });

  test('a port that was changed, too: the connection of the same hosts that follows is taken for it', async () => {
    const data = dataAt(11, { openerPort: 51_000, peerPort: 61_234 }).handshake();
    expect(await dataLines(asked().packets, data.packets)).toEqual([
      'data-connecting client 192.0.2.2:61234',
      'data-connected client 192.0.2.2:61234',
    ]);
  });

  test('but the one to the very port drives it out', async () => {
    const other = dataAt(11, { openerPort: 51_000, peerPort: 61_234 }).handshake();
    const data = dataAt(20, { ...at40000, openerPort: 51_001 }).handshake();
    expect(await dataLines(asked().packets, other.packets, data.packets)).toEqual([
      'data-connecting client 192.0.2.2:40000',
      'data-connected client 192.0.2.2:40000',
    ]);
  });

  test('a service of the same host is not taken for it', async () => {
    const web = dataAt(11, { openerPort: 51_000, peerPort: 443 }).handshake();
    expect(await dataLines(asked().packets, web.packets)).toEqual([]);
  });
});

describe('a connection that does not come about', () => {
  test('nobody answers, until the client leaves', async () => {
    const said = asked().wait(14_000).close();
    const recording = await sessionOf(said.packets, unanswered(dataAt(10, at40000), 3).packets);
    const [failed] = eventsOf(recording, 'data-failed');
    expect(failed).toMatchObject({
      failure: { kind: 'timeout', operation: 'connect', limitMs: 14_001 },
      packets: { synRetransmits: 3, handshake: { synAck: { state: 'missing', known: 'packet' } } },
    });
  });

  test('nobody answers, until the client asks for another one: it is told before that', async () => {
    const said = lines(asked().wait(5000), '> EPSV', '< 229 ok (|||40001|)');
    const events = told(await sessionOf(said.packets, unanswered(dataAt(10, at40000), 2).packets));
    expect(events.slice(-3)).toEqual([
      'data-failed client 192.0.2.2:40000 timeout (connect)',
      '> EPSV',
      '< 229 ok (|||40001|)',
    ]);
  });

  test.each([
    ['the host itself', 62, false],
    ['something on the way', 63, true],
    ['a device that begins to count at 255, as far away as the host', 253, false],
  ])('RST, sent by %s', async (_, ttl, isForged) => {
    const said = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)');
    const packets = said.packets.map((packet, index) => (index === 1 ? withTtl(packet, 62) : packet));
    const data = dataAt(10, at40000).send('opener', { flags: 'S' }).send('peer', { flags: 'RA', ip: { ttl } });
    const [failed] = eventsOf(await sessionOf(packets, data.packets), 'data-failed');
    expect(failed).toMatchObject({ failure: { kind: 'refused', operation: 'connect' } });
    expect(failed?.packets?.facts?.server.reset).toMatchObject({ ttl, isForged });
  });

  test('three refusals of Windows on the same ports are one', async () => {
    const tries = [10, 500, 1000].flatMap(
      ms => dataAt(ms, at40000).send('opener', { flags: 'S' }).send('peer', { flags: 'RA' }).packets,
    );
    expect(await dataLines(asked().packets, tries)).toEqual([
      'data-connecting client 192.0.2.2:40000',
      'data-failed client 192.0.2.2:40000 refused (connect)',
    ]);
  });

  test.each([
    ['host unreachable', 1, { kind: 'unreachable', scope: 'host', hasRoute: true }],
    ['port unreachable', 3, { kind: 'refused' }],
    ['prohibited', 13, { kind: 'unreachable', scope: 'prohibited', hasRoute: true }],
  ])('ICMP: %s, with its sender', async (_, code, failure) => {
    const data = dataAt(10, at40000).send('opener', { flags: 'S' }).packets;
    const [failed] = eventsOf(await sessionOf(asked().packets, data, [icmpAbout(data[0], { code })]), 'data-failed');
    expect(failed).toMatchObject({ failure, atMs: 11, packets: { facts: { icmp: [{ from: '203.0.113.1', code }] } } });
  });

  test('ICMP about a packet that is too big ends no attempt', async () => {
    const data = dataAt(10, at40000).send('opener', { flags: 'S' }).packets;
    const rest = dataAt(10, at40000).handshake().packets.slice(1);
    const recording = await sessionOf(asked().packets, data, [icmpAbout(data[0], { code: 4 })], rest);
    expect(eventsOf(recording, 'data-connected')).toHaveLength(1);
  });

  test('answered, and never confirmed', async () => {
    const data = dataAt(10, at40000).send('opener', { flags: 'S' }).send('peer', { flags: 'SA' });
    const [failed] = eventsOf(await sessionOf(asked().packets, data.packets, until(20_000)), 'data-failed');
    expect(failed).toMatchObject({
      failure: { kind: 'timeout' },
      packets: { handshake: { synAck: { state: 'seen' }, ack: { state: 'missing' } } },
    });
  });

  test('a capture that ends right behind the SYN does not tell', async () => {
    const data = dataAt(10, at40000).send('opener', { flags: 'S' });
    expect(await dataLines(asked().packets, data.packets)).toEqual(['data-connecting client 192.0.2.2:40000']);
  });
});

describe('no packet of it', () => {
  const refused = (): Conversation => lines(asked().wait(6000), '< 425 no connection');

  test('captured at the client, it did not try', async () => {
    expect(await dataLines(refused().packets)).toEqual([]);
  });

  test('captured elsewhere, nothing of it got there', async () => {
    const packets = refused().packets.map((packet, index) => (index === 0 ? withTtl(packet, 60) : packet));
    const recording = await sessionOf(packets);
    expect(eventsOf(recording, 'data-failed')).toMatchObject([
      {
        ends: { client: null, server: { host: server, port: 40_000 } },
        failure: { kind: 'timeout', operation: 'connect' },
        packets: { handshake: { syn: { state: 'missing', known: 'packet' } } },
      },
    ]);
  });
});

/** The packet with another TTL; its checksum, which nobody reads, is left alone. */
function withTtl(
  packet: { bytes: Uint8Array; atMicros: number },
  ttl: number,
): { bytes: Uint8Array; atMicros: number } {
  const bytes = Uint8Array.from(packet.bytes);
  bytes[14 + 8] = ttl;
  return { ...packet, bytes };
}
