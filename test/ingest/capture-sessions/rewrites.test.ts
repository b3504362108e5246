import { describe, expect, test } from 'vitest';
import { findRewrites } from '../../../src/ingest/capture/sessions/rewrites/find-rewrites.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { Conversation, type ConversationEnds } from '../capture/support/conversation.ts';
import type { CapturedPacket } from '../capture/support/pcap-bytes.ts';
import { lines, unanswered, until } from './support/ftp-scene.ts';
import { sessionsOf } from './support/sessions-of.ts';

const inner = { opener: '192.168.10.2', openerPort: 50_000, peer: '192.0.2.2', peerPort: 21 };
const outer = { ...inner, opener: '203.0.113.1', openerPort: 61_000 };
const mss = (bytes: number): number[] => [2, 4, bytes >> 8, bytes & 255];

/** A control connection as it is seen where the client's packets have so many hops behind them. */
function seen(ends: ConversationEnds, hops: number, ...said: readonly string[]): Conversation {
  const conversation = new Conversation(ends)
    .send('opener', { flags: 'S', options: mss(1460), ip: { ttl: 64 - hops } })
    .send('peer', { flags: 'SA', options: mss(hops === 0 ? 1380 : 1460), ip: { ttl: 62 + hops } })
    .send('opener', { flags: 'A' });
  return lines(conversation, '< 220 hi', '> USER lab', '< 230 in', ...said);
}

const sessions = (...packets: readonly (readonly CapturedPacket[])[]): Promise<readonly Recording[]> =>
  sessionsOf(...packets);

describe('a NAT whose FTP helper rewrites', () => {
  const atClient = seen(inner, 0, '> PORT 192,168,10,2,156,64', '< 200 ok', '> LIST');
  const atServer = seen(outer, 1, '> PORT 203,0,113,1,200,10', '< 200 ok', '> LIST');
  const data = (ends: ConversationEnds): Conversation =>
    new Conversation({ opener: '192.0.2.2', openerPort: 20, ...ends }).wait(12).handshake();
  const near = () => sessions(atClient.packets, data({ peer: inner.opener, peerPort: 40_000 }).packets);
  const far = () => sessions(atServer.packets, data({ peer: outer.opener, peerPort: 51_210 }).packets);

  test('the control connection, the command, and by how much it grew', async () => {
    const [session] = findRewrites(await near(), await far()).sessions;
    expect(session).toMatchObject({
      isSameBy: 'sequence-number',
      client: { near: { host: '192.168.10.2', port: 50_000 }, far: { host: '203.0.113.1', port: 61_000 } },
      server: null,
      lines: [
        {
          from: 'client',
          sent: 'PORT 192,168,10,2,156,64',
          received: 'PORT 203,0,113,1,200,10',
          address: { sent: { host: '192.168.10.2', port: 40_000 }, received: { host: '203.0.113.1', port: 51_210 } },
          shiftBytes: -1,
        },
      ],
      shiftBytes: { client: -1, server: 0 },
      sequence: { client: null, server: null },
    });
  });

  test('the data connection on both sides of it', async () => {
    const [session] = findRewrites(await near(), await far()).sessions;
    expect(session?.data).toEqual([
      {
        opener: 'server',
        near: {
          client: { host: '192.168.10.2', port: 40_000 },
          server: { host: '192.0.2.2', port: 20 },
          isConnected: true,
        },
        far: {
          client: { host: '203.0.113.1', port: 51_210 },
          server: { host: '192.0.2.2', port: 20 },
          isConnected: true,
        },
      },
    ]);
  });

  test('which capture was made nearer to the client is read from the TTLs, not from their order', async () => {
    expect(findRewrites(await far(), await near())).toEqual(findRewrites(await near(), await far()));
  });

  test('MSS clamping', async () => {
    const [session] = findRewrites(await near(), await far()).sessions;
    expect(session?.mss).toEqual({ client: null, server: { near: 1380, far: 1460 } });
  });
});

describe('what is rewritten on the way of the server', () => {
  test('a 227', async () => {
    const near = await sessions(seen(inner, 0, '> PASV', '< 227 ok (203,0,113,2,156,64)').packets);
    const far = await sessions(seen(inner, 1, '> PASV', '< 227 ok (10,20,0,2,156,64)').packets);
    expect(findRewrites(near, far).sessions[0]).toMatchObject({
      lines: [
        {
          from: 'server',
          sent: '227 ok (10,20,0,2,156,64)',
          received: '227 ok (203,0,113,2,156,64)',
          address: { sent: { host: '10.20.0.2', port: 40_000 }, received: { host: '203.0.113.2', port: 40_000 } },
        },
      ],
      shiftBytes: { client: 0, server: 2 },
    });
  });

  test('a command that something swallowed, and a reply that it made up', async () => {
    const near = await sessions(seen(inner, 0, '> AUTH TLS', '< 502 no', '> PWD', '< 257 here').packets);
    const far = await sessions(seen(inner, 1, '> PWD', '< 257 here').packets);
    expect(findRewrites(near, far).sessions[0]?.lines).toMatchObject([
      { from: 'client', sent: 'AUTH TLS', received: null, address: null },
      { from: 'server', sent: null, received: '502 no' },
    ]);
  });
});

describe('which sessions are the same', () => {
  test('by the words, where the sequence numbers were made new', async () => {
    const near = await sessions(seen(inner, 0, '> PORT 192,168,10,2,1,1', '< 200 ok').packets.slice(3));
    const far = await sessions(seen(outer, 1, '> PORT 203,0,113,1,1,1', '< 200 ok').packets.slice(3));
    expect(findRewrites(near, far).sessions).toMatchObject([{ isSameBy: 'words', lines: [{ from: 'client' }] }]);
  });

  test('too few words make none', async () => {
    const near = await sessions(lines(new Conversation({ peerPort: 21 }), '< 220 hi').packets);
    const far = await sessions(lines(new Conversation({ peerPort: 21 }), '< 220 hi').packets);
    expect(findRewrites(near, far)).toMatchObject({ sessions: [], onlyInFirst: near, onlyInSecond: far });
  });

  test('a SYN that leaves the client and never gets to the server is only in one of them', async () => {
    const near = await sessions(unanswered(new Conversation(inner), 2).packets, until(20_000));
    expect(findRewrites(near, [])).toEqual({ sessions: [], onlyInFirst: near, onlyInSecond: [] });
  });

  test('a data connection whose SYN was dropped in between is only near the client', async () => {
    const said = ['> PASV', '< 227 ok (192,0,2,2,156,64)', '> LIST'];
    const syns = unanswered(new Conversation({ ...inner, openerPort: 50_001, peerPort: 40_000 }).wait(12), 2);
    const near = await sessions(seen(inner, 0, ...said).packets, syns.packets, until(20_000));
    const far = await sessions(seen(outer, 1, ...said).packets, until(20_000));
    expect(findRewrites(near, far).sessions[0]?.data).toMatchObject([
      { opener: 'client', near: { isConnected: false }, far: null },
    ]);
  });

  test('nothing is different: nothing is said to be', async () => {
    const one = await sessions(seen(inner, 0, '> PWD', '< 257 here').packets);
    expect(findRewrites(one, one).sessions).toMatchObject([
      { client: null, server: null, lines: [], shiftBytes: { client: 0, server: 0 }, data: [] },
    ]);
  });
});
