import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { SessionFinder } from '../../../src/ingest/capture/sessions/session-finder.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { Conversation } from '../capture/support/conversation.ts';
import { piecesOf } from '../capture/support/listen.ts';
import { pcapBytes } from '../capture/support/pcap-bytes.ts';
import { Random } from '../capture/support/random.ts';
import { connected, control, dataAt, lines, until } from './support/ftp-scene.ts';
import { eventsOf, sessionOf, sessionsIn, sessionsOf, told } from './support/sessions-of.ts';

describe('a session is given', () => {
  /** How many packets had been read when each session was given. */
  async function givenAfter(...packets: Parameters<typeof pcapBytes>[0][]): Promise<readonly number[]> {
    const all = packets.flat().toSorted((a, b) => a.atMicros - b.atMicros);
    let read = 0;
    const given: number[] = [];
    const finder = new SessionFinder('test.pcap', () => given.push(read));
    async function* oneByOne(): AsyncGenerator<Uint8Array> {
      yield pcapBytes([]);
      for (const packet of all) {
        yield pcapBytes([packet]).subarray(24);
        read += 1;
      }
    }
    await readCapture(oneByOne(), finder);
    finder.end();
    return given;
  }

  test('as soon as its control connection has ended, and its data connections have', async () => {
    const first = lines(control(), '> QUIT', '< 221 bye').close('peer').packets;
    const [given = 0] = await givenAfter(first, until(60_000));
    expect(given).toBe(first.length - 1);
  });

  test('half a minute later, where a data connection outlives it', async () => {
    const said = lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)', '> LIST').close().packets;
    const data = dataAt(11, { peerPort: 40_000 }).handshake().packets;
    const later = [until(20_000), until(40_000), until(50_000)];
    expect(await givenAfter(said, data, ...later)).toEqual([said.length + data.length + 1]);
  });

  test('at the end of the capture at the latest, the one that began first before the others', async () => {
    const second = control({ openerPort: 50_001 }).packets.map(packet => ({
      ...packet,
      atMicros: packet.atMicros + 500,
    }));
    const recordings = await sessionsOf(lines(control(), '> PWD').packets, second);
    expect(recordings.map(recording => told(recording).at(-1))).toEqual(['> PWD', '< 230 in']);
  });
});

describe('bounds', () => {
  test('an endless session keeps its beginning', async () => {
    const conversation = connected();
    const noop = 'NOOP\r\n'.repeat(200);
    for (let segment = 0; segment < 200; segment += 1) conversation.say('opener', noop);
    const recording = await sessionOf(conversation.close().packets);
    expect(recording.events).toHaveLength(20_000);
    expect(told(recording).slice(0, 3)).toEqual(['connecting 192.0.2.2:21', 'connected 192.0.2.2:21', '> NOOP']);
  });

  test('when open sessions keep too much together, the one that was silent longest is given', async () => {
    const given: Recording[] = [];
    const finder = new SessionFinder('test.pcap', recording => given.push(recording), { mostKeptBytes: 200_000 });
    const quiet = lines(connected({ openerPort: 40_000 }), '< 220 first').packets;
    const loud = Array.from({ length: 30 }, (_, index) => {
      const conversation = dataAt(100 + index, { openerPort: 40_001 + index, peerPort: 21 }).handshake();
      for (let line = 0; line < 3; line += 1) conversation.say('peer', `250 ${'x'.repeat(3990)}\r\n`);
      return conversation.packets;
    });
    const packets = [quiet, ...loud].flat().toSorted((a, b) => a.atMicros - b.atMicros);
    await readCapture(piecesOf(pcapBytes(packets), 65_536), finder);
    expect(given.length).toBeGreaterThan(0);
    expect(told(given[0] as Recording)).toContain('< 220 first');
  });

  test('thousands of flows that do not say what they are are let go of', async () => {
    const flows = Array.from(
      { length: 3000 },
      (_, index) =>
        new Conversation({ openerPort: 1024 + index, peerPort: 5000 }).handshake().say('opener', 'USER').packets,
    );
    expect(await sessionsIn(pcapBytes(flows.flat()))).toEqual([]);
  });

  test('thousands of sessions of the same two hosts at the same time, each with its own data connection', async () => {
    const count = 1500;
    const sessions = Array.from({ length: count }, (_, index) => {
      const port = `${100 + (index >> 8)},${index & 255}`;
      const said = lines(control({ openerPort: 2000 + index }), '> PASV', `< 227 ok (192,0,2,2,${port})`, '> LIST');
      const peerPort = (100 + (index >> 8)) * 256 + (index & 255);
      return [...said.close().packets, ...dataAt(10, { openerPort: 10_000 + index, peerPort }).handshake().packets];
    });
    const packets = sessions.flat().toSorted((a, b) => a.atMicros - b.atMicros);
    const recordings = await sessionsIn(pcapBytes(packets));
    expect(recordings).toHaveLength(count);
    const wrong = recordings.filter(recording => {
      const [data, ...more] = eventsOf(recording, 'data-connected');
      const [opened] = eventsOf(recording, 'connected');
      return more.length > 0 || (data?.ends.client?.port ?? 0) - (opened?.ends.client?.port ?? 0) !== 8000;
    });
    expect(wrong).toEqual([]);
  });
});

describe('hostile bytes', () => {
  const capture = (name: string): Buffer =>
    readFileSync(new URL(`../../../fixtures/samples/${name}/session.pcap`, import.meta.url));
  const names = [
    'tls-session-reuse-vsftpd',
    'healthy-ipv6-pyftpdlib',
    'mtu-black-hole',
    'server-nat-private-227-vsftpd',
  ];

  test.each(names)('200 damaged copies of %s are read without an exception', async name => {
    const random = new Random(4);
    const whole = capture(name);
    for (let copy = 0; copy < 200; copy += 1) {
      const damaged = Buffer.from(whole);
      // The records of the file stay whole, so that the damage reaches what is said.
      for (let byte = 0; byte < 30; byte += 1) {
        const at = 24 + random.below(damaged.length - 24);
        if (damaged[at] !== 0) damaged[at] = random.below(256);
      }
      const recordings = await sessionsIn(damaged);
      expect(recordings.length).toBeLessThan(100);
    }
  });

  test('random bytes on a control connection', async () => {
    const random = new Random(21);
    for (let round = 0; round < 300; round += 1) {
      const conversation = connected();
      for (let segment = 0; segment < 8; segment += 1) {
        const starts = ['220 ', '\x16\x03\x01', '\x15\x03\x03\0\x02', '227 (', 'AUTH TLS\r\n', 'PORT ', '\xff\xf4'];
        const start = Buffer.from(starts[random.below(starts.length)] ?? '', 'latin1');
        const rest = Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
        conversation.say(random.below(2) === 0 ? 'opener' : 'peer', Buffer.concat([start, rest]));
      }
      expect(await sessionsOf(conversation.packets)).toHaveLength(1);
    }
  });
});
