import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import type { Capture, Recorded } from '../../../src/net/capture/capture.ts';
import { mayCapture } from '../../../src/net/capture/rights.ts';
import { startCapture } from '../../../src/net/capture/start-capture.ts';
import { startTcpdump } from '../../../src/net/capture/tcpdump-capture.ts';
import { watchedNet } from '../../../src/net/capture/watched-net.ts';
import { loadLibc } from '../../../src/net/kernel/libc.ts';
import { createNodeNet } from '../../../src/net/node-net.ts';
import { piecesOf } from '../../ingest/capture/support/listen.ts';
import { readSegments } from '../../ingest/capture/support/read-segments.ts';
import { findProgram } from '../../support/real-server/program.ts';

const net = createNodeNet();
const syn = 2;

/** The ring is the kernel's, and asked for by way of koffi; tcpdump does without. */
const { isHere: hasRing } = await loadLibc();

describe.skipIf(!mayCapture())('packets on loopback', () => {
  let server: Server;
  let port = 0;

  beforeEach(async () => {
    server = createServer(socket => socket.end('hello'));
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });

  afterEach(() => void server.close());

  /** Reads all that the server says, to the end of both directions. */
  async function talk(capture: Capture): Promise<Recorded> {
    const watched = watchedNet(net, capture);
    const to = { host: '127.0.0.1', port };
    const stream = await watched.connect({ to, from: null, signal: new AbortController().signal });
    while ((await stream.read()) !== null);
    stream.end();
    return capture.stop();
  }

  test.skipIf(!hasRing)('are recorded each once, by the clock of the run', async () => {
    const capture = await startCapture(net.clock);
    if (!capture.isRunning) throw new Error(capture.because);
    const beganMs = net.clock.now();
    const { facts, pcap, wallAheadMs } = await talk(capture);
    expect(facts).toMatchObject({ by: 'af-packet', lost: 0 });
    const file = Buffer.concat(pcap);
    const segments = await readSegments(file);
    expect(segments.filter(({ flags }) => (flags & syn) !== 0)).toHaveLength(2);
    expect(segments.reduce((sum, { length }) => sum + length, 0)).toBe(5);
    expect((await readCapture(piecesOf(file, 4096), null)).flows).toBe(1);
    const firstMs = Number(segments[0]?.micros) / 1000 - wallAheadMs;
    expect(firstMs - beganMs).toBeGreaterThan(-0.1);
    expect(firstMs - beganMs).toBeLessThan(1000);
  });

  test.skipIf(findProgram('tcpdump') === null)('are recorded by tcpdump too', async () => {
    const capture = await startTcpdump(0);
    if (!capture.isRunning) throw new Error(capture.because);
    const { facts, pcap } = await talk(capture);
    expect(facts).toMatchObject({ by: 'tcpdump', lost: 0 });
    const segments = await readSegments(Buffer.concat(pcap));
    expect(segments.filter(({ flags }) => (flags & syn) !== 0).length).toBeGreaterThanOrEqual(2);
  });

  test.skipIf(!hasRing)('are recorded each once, also where there are thousands', async () => {
    const bytes = 3_000_000;
    const bulk = createServer({ noDelay: true }, socket => {
      // Little at a time, so that there are thousands of packets.
      const send = (left: number): void => {
        if (left <= 0) return void socket.end();
        for (let turn = 0; turn < 20; turn += 1) socket.write(Buffer.alloc(1000));
        setTimeout(() => send(left - 20_000), 1);
      };
      send(bytes);
    });
    await new Promise<void>(resolve => void bulk.listen(0, '127.0.0.1', resolve));
    const address = bulk.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    const capture = await startCapture(net.clock);
    if (!capture.isRunning) throw new Error(capture.because);
    const { facts, pcap } = await talk(capture);
    bulk.close();
    expect(facts.lost).toBe(0);
    expect(facts.packets).toBeGreaterThan(1500);
    const segments = await readSegments(Buffer.concat(pcap));
    // On a busy machine TCP sends a segment once more by itself: then at another time.
    const taken = segments.map(({ micros, sequence, length }) => `${micros} ${sequence} ${length}`);
    expect(new Set(taken).size).toBe(taken.length);
    const payload = new Map(
      segments.flatMap(({ sequence, length }) => (length > 0 ? [[sequence, length] as const] : [])),
    );
    expect([...payload.values()].reduce((sum, length) => sum + length, 0)).toBe(bytes);
  });

  test.skipIf(!hasRing)('of others are not recorded', async () => {
    const capture = await startCapture(net.clock);
    if (!capture.isRunning) throw new Error(capture.because);
    capture.watch({ host: '127.0.0.1', port: port === 1 ? 2 : 1 });
    const signal = new AbortController().signal;
    const stream = await net.connect({ to: { host: '127.0.0.1', port }, from: null, signal });
    while ((await stream.read()) !== null);
    stream.end();
    expect((await capture.stop()).facts.packets).toBe(0);
  });
});
