import { describe, expect, test } from 'vitest';
import { laterBy } from '../../../src/ingest/capture/sessions/later-zero.ts';
import type { Conversation } from '../capture/support/conversation.ts';
import type { CapturedPacket } from '../capture/support/pcap-bytes.ts';
import { pcapBytes } from '../capture/support/pcap-bytes.ts';
import { connected, control, dataAt, lines } from './support/ftp-scene.ts';
import { eventsOf, sessionOf, sessionsIn, sessionsOf, told } from './support/sessions-of.ts';

const later = (packets: readonly CapturedPacket[], ms: number): readonly CapturedPacket[] =>
  packets.map(packet => ({ ...packet, atMicros: packet.atMicros + ms * 1000 }));

describe('times', () => {
  test('count from the beginning of the session, whose own time is told to the microsecond', async () => {
    const first = lines(connected(), '< 220 one').packets;
    const second = later(lines(connected({ openerPort: 50_001 }), '< 220 two').packets, 3_600_000.123);
    const recordings = await sessionsOf(first, second);
    expect(recordings.map(({ startedAt }) => startedAt)).toEqual([
      '2026-01-02T03:04:05.001000Z',
      '2026-01-02T04:04:05.001123Z',
    ]);
    for (const recording of recordings) {
      expect(recording.events.map(({ atMs }) => atMs)).toEqual([0, 2, 3]);
      const [opened] = eventsOf(recording, 'connected');
      expect(opened?.packets?.handshake.synAck).toEqual({ state: 'seen', atMs: 1, known: 'packet' });
    }
  });

  test('a clock that was set back puts no answer before its question', async () => {
    const packets = lines(control(), '> PWD', '< 257 here').packets;
    const back = [...packets.slice(0, -1), ...later(packets.slice(-1), -5)];
    const [recording] = await sessionsIn(pcapBytes(back));
    expect(recording && told(recording).slice(-2)).toEqual(['> PWD', '< 257 here']);
  });

  test.each([
    ['2026-01-02T03:04:05.000001Z', 0.001, '2026-01-02T03:04:05.000002Z'],
    ['2026-01-02T03:04:05.999999Z', 0.001, '2026-01-02T03:04:06.000000Z'],
    ['2026-12-31T23:59:59.5Z', 1500, '2027-01-01T00:00:01.000000Z'],
    ['2026-01-02T03:04:05Z', -0.5, '2026-01-02T03:04:04.999500Z'],
    ['some day', 5, 'some day'],
  ])('%s and %d ms', (iso, ms, expected) => expect(laterBy(iso, ms)).toBe(expected));
});

describe('what the capture lacks', () => {
  /** The 227 is lost by the capture; the client's next command shows that it came. */
  const lost = (): Conversation =>
    lines(
      lines(control(), '> PASV').say('peer', '227 ok (192,0,2,2,156,64)\r\n', { isLost: true }),
      '> TYPE I',
      '< 200 ok',
    );

  test('the words that announced a connection: it is tied by time', async () => {
    const data = dataAt(13, { openerPort: 51_000, peerPort: 40_000 }).handshake();
    const events = told(await sessionOf(lost().packets, data.packets));
    expect(events).toContain('gap server 27');
    expect(events.slice(-2)).toEqual([
      'data-connecting client 192.0.2.2:40000 (tied by time)',
      'data-connected client 192.0.2.2:40000',
    ]);
  });

  test('once an announcement can be read again, other connections of the two hosts are no longer taken', async () => {
    const said = lines(lost(), '> PASV', '< 227 ok (192,0,2,2,156,65)');
    const data = dataAt(16, { openerPort: 51_000, peerPort: 40_001 }).handshake();
    const other = dataAt(20, { openerPort: 51_001, peerPort: 8080 }).handshake();
    const recording = await sessionOf(said.packets, data.packets, other.packets);
    expect(eventsOf(recording, 'data-connecting').map(({ to }) => to?.port)).toEqual([40_001]);
  });
});
