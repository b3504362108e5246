import { beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../capture/support/conversation.ts';
import { client, connected, control, dataAt, lines, server, unanswered, until } from './support/ftp-scene.ts';
import { eventsOf, sessionOf, sessionsOf, told } from './support/sessions-of.ts';
import { type Said, sayTls, tlsTalk } from './support/tls-talk.ts';

const secured = (): Conversation => lines(connected(), '< 220 hi', '> AUTH TLS', '< 234 go');
const alert = (description: number): Buffer => Buffer.from([21, 3, 3, 0, 2, 2, description]);
let tls12: readonly Said[];
let tls13: readonly Said[];

beforeAll(async () => {
  const servername = 'ftp.example.com';
  tls12 = await tlsTalk({
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384',
    servername,
  });
  tls13 = await tlsTalk({ servername });
});

describe('the handshake', () => {
  test('TLS 1.3: version, cipher, name', async () => {
    const recording = await sessionOf(sayTls(secured(), tls13).packets);
    expect(recording.host).toBe('ftp.example.com');
    expect(eventsOf(recording, 'tls-started')).toMatchObject([
      {
        on: 'control',
        tls: {
          protocol: 'TLSv1.3',
          cipher: 'TLS_AES_256_GCM_SHA384',
          session: 'not-offered',
          serverName: 'ftp.example.com',
        },
      },
    ]);
  });

  test('TLS 1.2: the certificate, too', async () => {
    const [started] = eventsOf(await sessionOf(sayTls(secured(), tls12).packets), 'tls-started');
    expect(started?.tls).toMatchObject({
      protocol: 'TLSv1.2',
      cipher: expect.stringMatching(/^ECDHE-(?:ECDSA|RSA)-AES256-GCM-SHA384$/),
      session: 'not-offered',
      nameMatches: true,
      chain: [
        {
          subject: 'CN=ftp.example.com',
          names: ['DNS:ftp.example.com'],
          validFrom: '2026-01-01T00:00:00.000Z',
          validTo: '2027-01-01T00:00:00.000Z',
          fingerprint256: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        },
      ],
    });
  });

  test('in segments of any size', async () => {
    const pieces = tls12.flatMap(({ from, bytes }): Said[] =>
      Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => ({
        from,
        bytes: bytes.subarray(at * 7, at * 7 + 7),
      })),
    );
    const recording = await sessionOf(sayTls(secured(), pieces).packets);
    expect(eventsOf(recording, 'tls-started')).toHaveLength(1);
  });

  test('from the first byte on, on any port that is known', async () => {
    const recording = await sessionOf(sayTls(connected({ peerPort: 990 }), tls13).packets);
    expect(told(recording).slice(2)).toEqual(['tls-started control TLSv1.3']);
  });

  test('how the connection ends behind it is not told: nobody sees whether QUIT was said', async () => {
    const recording = await sessionOf(
      sayTls(connected({ peerPort: 990 }), tls13)
        .wait(5000)
        .close('opener').packets,
    );
    expect(told(recording).at(-1)).toBe('tls-started control TLSv1.3');
  });

  test('nothing that is said behind it is taken for text', async () => {
    const recording = await sessionOf(sayTls(secured(), tls12).packets);
    expect(told(recording).slice(2)).toEqual(['< 220 hi', '> AUTH TLS', '< 234 go', 'tls-started control TLSv1.2']);
  });
});

describe('a handshake that fails', () => {
  const hello = (): Conversation => sayTls(secured(), tls13.slice(0, 1));

  test.each([
    ["the server's alert", () => hello().say('peer', alert(70)), 'tls (protocol version)'],
    ["the client's alert", () => sayTls(secured(), tls12.slice(0, 2)).say('opener', alert(48)), 'tls (unknown ca)'],
    ['the connection is closed', () => hello().close('peer'), 'closed (tls)'],
    ['the connection is reset', () => hello().send('peer', { flags: 'RA' }), 'reset (tls)'],
    ['an answer in clear', () => hello().say('peer', '500 OOPS\r\n'), 'malformed (tls)'],
    ['nobody answers, until the client leaves', () => hello().wait(10_000).close('opener'), 'timeout (tls)'],
  ])('%s', async (_, conversation, expected) => {
    expect(told(await sessionOf(conversation().packets))).toContain(`tls-failed control ${expected}`);
  });

  test('TLS 1.3: an alert of the client is known by its length', async () => {
    const encrypted = Buffer.concat([Buffer.from([23, 3, 3, 0, 19]), Buffer.alloc(19)]);
    const [failed] = eventsOf(
      await sessionOf(sayTls(secured(), tls13.slice(0, 2)).say('opener', encrypted).packets),
      'tls-failed',
    );
    expect(failed?.failure).toMatchObject({ kind: 'tls', alert: null, reason: expect.stringContaining('the client') });
  });

  test('the answer in clear is read', async () => {
    expect(told(await sessionOf(hello().say('peer', '500 OOPS\r\n').packets))).toContain('< 500 OOPS');
  });
});

describe('back to clear text', () => {
  test('CCC: commands can be read again, and PORT ties its connection', async () => {
    const conversation = sayTls(secured(), tls13);
    lines(conversation, '> PORT 198,51,100,2,156,64', '< 200 ok');
    expect(told(await sessionOf(conversation.packets)).slice(-2)).toEqual(['> PORT 198,51,100,2,156,64', '< 200 ok']);
  });
});

describe('data connections behind TLS', () => {
  const hidden = (ends = {}): Conversation =>
    sayTls(lines(connected(ends), '< 220 hi', '> AUTH TLS', '< 234 go'), tls13);

  test('are tied by the hosts and the time, and say so', async () => {
    const data = dataAt(200, { openerPort: 51_000, peerPort: 40_000 }).handshake();
    expect(told(await sessionOf(hidden().packets, data.packets)).slice(-2)).toEqual([
      'data-connecting client 192.0.2.2:40000 (tied by time)',
      'data-connected client 192.0.2.2:40000',
    ]);
  });

  test('from the server as well', async () => {
    const data = dataAt(200, { opener: server, openerPort: 20, peer: client, peerPort: 40_000 }).handshake();
    expect(told(await sessionOf(hidden().packets, data.packets)).slice(-2)[0]).toBe(
      'data-connecting server 198.51.100.2:40000 (tied by time)',
    );
  });

  test('to the session that spoke last', async () => {
    const first = hidden();
    const second = hidden({ openerPort: 50_001 })
      .wait(500)
      .say('peer', Buffer.from([23, 3, 3, 0, 1, 9]));
    const data = dataAt(600, { openerPort: 51_000, peerPort: 40_000 }).handshake();
    const recordings = await sessionsOf(first.packets, second.packets, data.packets);
    expect(recordings.map(recording => eventsOf(recording, 'data-connected').length)).toEqual([0, 1]);
  });

  test('long after the last word, nothing is tied', async () => {
    const data = dataAt(60_000, { openerPort: 51_000, peerPort: 40_000 }).handshake();
    expect(eventsOf(await sessionOf(hidden().packets, data.packets), 'data-connecting')).toEqual([]);
  });

  test('nor a second control connection, nor the web', async () => {
    const web = dataAt(30, { openerPort: 51_000, peerPort: 443 }).handshake();
    const other = lines(connected({ openerPort: 50_001 }).wait(30), '< 220 hi');
    const recordings = await sessionsOf(hidden().packets, web.packets, other.packets);
    expect(recordings.map(recording => eventsOf(recording, 'data-connecting').length)).toEqual([0, 0]);
  });

  test('a SYN to a third host right behind a reply that nobody answers: a 227 named it', async () => {
    const said = hidden();
    const data = unanswered(
      dataAt((said.packets.at(-1)?.atMicros ?? 0) / 1000, { peer: '10.0.0.2', openerPort: 51_000, peerPort: 40_000 }),
      2,
    );
    const recording = await sessionOf(said.packets, data.packets, until(20_000));
    expect(told(recording).slice(-2)).toEqual([
      'data-connecting client 10.0.0.2:40000 (tied by time)',
      'data-failed client 10.0.0.2:40000 timeout (connect)',
    ]);
  });

  test('their own handshake is told, and is no payload', async () => {
    const data = sayTls(dataAt(200, { openerPort: 51_000, peerPort: 40_000 }).handshake(), tls12);
    const recording = await sessionOf(hidden().packets, data.close('peer').packets);
    expect(told(recording).slice(-4)).toEqual([
      'data-connected client 192.0.2.2:40000',
      'tls-started data TLSv1.2',
      expect.stringMatching(/^data-bytes \d{2,3}$/),
      'data-ended orderly',
    ]);
  });

  test('a server that waits for a handshake which the client does not begin', async () => {
    const data = dataAt(200, { opener: server, openerPort: 20, peer: client, peerPort: 40_000 }).handshake();
    data.wait(10_000).send('peer', { flags: 'FA' }).say('opener', alert(50));
    const [failed] = eventsOf(await sessionOf(hidden().packets, data.packets, until(30_000)), 'tls-failed');
    expect(failed).toMatchObject({
      on: 'data',
      failure: { alert: 'decode error', reason: expect.stringMatching(/^no TLS handshake was begun/) },
    });
  });

  test('in a session without TLS, bytes that look like TLS are a file', async () => {
    const said = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)', '> RETR a');
    const data = sayTls(dataAt(11, { openerPort: 51_000, peerPort: 40_000 }).handshake(), tls12);
    expect(eventsOf(await sessionOf(said.packets, data.packets), 'tls-started')).toEqual([]);
  });
});
