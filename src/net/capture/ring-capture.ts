import type { Libc } from '../kernel/libc.ts';
import type { Capture, NoCapture, Recorded } from './capture.ts';
import { mostBytes, PacketLog } from './packet-log.ts';
import { PacketRing } from './packet-ring.ts';
import { WatchList } from './watch-list.ts';

const drainEveryMs = 20;
/** The last packets of a run: FINs and their ACKs, as far as they are on this machine or on a short path. */
const lingerMs = 2;

/**
 * Records by an AF_PACKET ring of our own, in which the kernel stamps each packet as it passes. Takes nothing before
 * something is watched.
 */
export async function startRingCapture(libc: Libc, now: () => number): Promise<Capture | NoCapture> {
  const log = new PacketLog(mostBytes);
  const ring = await PacketRing.open(libc);
  if (typeof ring === 'string') return { isRunning: false, because: `the kernel gives no packet socket (${ring})` };
  const wallAheadMs = wallAhead(libc, now);
  const drain = (isLast: boolean): void => ring.drain(packet => log.add(packet), isLast);
  const timer = setInterval(() => drain(false), drainEveryMs).unref();
  const watched = new WatchList(list => ring.watch(list));
  return {
    isRunning: true,
    watch: endpoint => watched.endpoint(endpoint),
    watchPort: port => watched.port(port),
    async stop(): Promise<Recorded> {
      await wait(lingerMs);
      clearInterval(timer);
      ring.shut();
      // A packet that another processor was about to write is written by then.
      await wait(1);
      drain(true);
      const lost = ring.close() + log.refused;
      return { facts: { by: 'af-packet', packets: log.packets, lost }, pcap: log.parts(), wallAheadMs };
    },
  };
}

/** The difference between two clocks, by the reading that was interrupted least. */
function wallAhead(libc: Libc, now: () => number): number {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let turn = 0; turn < 4; turn += 1) {
    const before = now();
    const wall = libc.wallClock();
    const after = now();
    if (after - before < best.took) best = { took: after - before, ahead: wall - (before + after) / 2 };
  }
  return best.ahead;
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms));
}
