import { describe, expect, test } from 'vitest';
import { CaptureClock } from '../../../src/ingest/capture/capture-clock.ts';
import type { FlowListener } from '../../../src/ingest/capture/flow-listener.ts';
import { HeldBytes, PayloadStream } from '../../../src/ingest/capture/payload-stream.ts';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { TrackedEnd } from '../../../src/ingest/capture/tracked-end.ts';
import { TrackedFlow } from '../../../src/ingest/capture/tracked-flow.ts';
import { Conversation } from './support/conversation.ts';
import { listen } from './support/listen.ts';
import { pcapBytes, pcapHeader, pcapRecord } from './support/pcap-bytes.ts';
import { Random } from './support/random.ts';

const deaf: FlowListener = { began() {}, opened() {}, payload: () => 'more', gap() {}, ended() {}, icmp() {} };

/** Where the client's address and both ports are in a record with an Ethernet frame of IPv4 without options. */
const at = { source: 16 + 14 + 12, destination: 16 + 14 + 16, sourcePort: 16 + 34, destinationPort: 16 + 36 } as const;

/** SYNs of connections that never come back. */
async function* flood(count: number): AsyncGenerator<Uint8Array> {
  const random = new Random(9);
  const [syn] = new Conversation().send('opener', { flags: 'S' }).packets;
  if (syn === undefined) return;
  const record = pcapRecord(syn);
  yield pcapHeader();
  for (let sent = 0; sent < count; sent += 1) {
    record.writeUInt32BE(random.below(2 ** 32), at.source);
    record.writeUInt16BE(random.below(65_536), at.sourcePort);
    yield record;
  }
}

describe('too many flows', () => {
  test('those that ended are forgotten first, then those on which nothing was said', async () => {
    const control = new Conversation().handshake().say('peer', '220 hi').say('opener', 'USER x');
    const data = Array.from({ length: 30 }, (_, index) =>
      new Conversation({ openerPort: 50_000 + index }).wait(10).handshake(),
    );
    const end = control.wait(100).say('peer', '331 x');
    const [first, second] = [end.packets.slice(0, 5), end.packets.slice(5)];
    const packets = [...first, ...data.flatMap(({ packets }) => packets), ...second];
    const heard = await listen(pcapBytes(packets), { mostFlows: 8 });
    expect(heard.events.filter(event => event.startsWith('1 '))).toEqual([
      '1 opened',
      '1 peer: 220 hi',
      '1 opener: USER x',
      '1 peer: 331 x',
      '1 ended cut',
    ]);
    expect(heard.events.filter(event => event.endsWith('forgotten'))).toHaveLength(31 - 8);
    expect(heard.summary.flows).toBe(31);
  });

  test('each is told to have ended, once', async () => {
    let opened = 0;
    const endings: Record<string, number> = {};
    const listener: FlowListener = {
      ...deaf,
      opened() {
        opened += 1;
      },
      ended(_, how) {
        endings[how] = (endings[how] ?? 0) + 1;
      },
    };
    const { flows } = await readCapture(flood(20_000), listener, { mostFlows: 1000 });
    expect([flows, opened]).toEqual([20_000, 20_000]);
    expect(endings).toEqual({ forgotten: 19_000, cut: 1000 });
  });
});

test('ten thousand sessions, with a data connection each, are all followed', async () => {
  const control = new Conversation().handshake().say('peer', '220 hi').close();
  const data = new Conversation({ peerPort: 30_000 }).handshake().say('peer', 'list').close();
  const session = [...control.packets, ...data.packets].map(packet => pcapRecord(packet));
  async function* sessions(): AsyncGenerator<Uint8Array> {
    yield pcapHeader();
    for (let count = 0; count < 10_000; count += 1) {
      for (const record of session) {
        const isFromOpener =
          record.readUInt16BE(at.destinationPort) === 21 || record.readUInt16BE(at.destinationPort) === 30_000;
        record.writeUInt16BE(10_000 + count, isFromOpener ? at.sourcePort : at.destinationPort);
      }
      yield Buffer.concat(session);
    }
  }
  let texts = 0;
  let closed = 0;
  const summary = await readCapture(sessions(), {
    ...deaf,
    payload() {
      texts += 1;
      return 'more';
    },
    ended(_, how) {
      if (how === 'closed') closed += 1;
    },
  });
  expect(summary).toMatchObject({ flows: 20_000, packets: 140_000 });
  expect([texts, closed]).toEqual([20_000, 20_000]);
});

test('what waits behind holes is bounded over all flows', () => {
  const clock = new CaptureClock();
  const end = (): TrackedEnd => new TrackedEnd(new Uint8Array(4), 0, 4, 1);
  const held = new HeldBytes();
  const waiting = new Uint8Array(60_000);
  let gaps = 0;
  const listener: FlowListener = {
    ...deaf,
    gap() {
      gaps += 1;
    },
  };
  for (let id = 1; id <= 200; id += 1) {
    const flow = new TrackedFlow(id, end(), end(), true, true, clock);
    const stream = new PayloadStream(flow, 'peer', listener, held, 0);
    for (let piece = 0; piece < 4; piece += 1) {
      stream.take(waiting, 0, waiting.length, waiting.length, 10 + piece * waiting.length, id);
      expect(held.inAll).toBeLessThanOrEqual(16 * 1_048_576);
    }
  }
  // 48 MB came too early: those that were too much were told after a gap.
  expect(gaps).toBeGreaterThan(100);
});
