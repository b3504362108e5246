import type { Libc } from '../kernel/libc.ts';
import type { Capture, NoCapture, Recorded } from './capture.ts';
import { EarlySocket } from './early-socket.ts';
import { Once } from './once.ts';
import type { Watched } from './packet-filter.ts';
import { mostBytes, PacketLog } from './packet-log.ts';
import { PacketRing } from './packet-ring.ts';
import { WatchList } from './watch-list.ts';

/** The kernel may stamp the very first packets only when they are taken over. */
const earlyDrainMs = 1;
const drainEveryMs = 20;
/** So long after the ring took over, no packet comes of those that both have. */
const bothMs = 500;
/** The last packets of a run: FINs and their ACKs, as far as they are on this machine or on a short path. */
const lingerMs = 2;

/** Records by an AF_PACKET ring of our own, and until that is made by a plain socket. Takes nothing before something is watched. */
export function startRingCapture(libc: Libc, now: () => number): Capture | NoCapture {
  const log = new PacketLog(mostBytes);
  const once = new Once();
  const early = EarlySocket.open(libc, packet => {
    once.note(packet);
    log.add(packet);
  });
  if (typeof early === 'string') return { isRunning: false, because: `the kernel gives no packet socket (${early})` };
  const wallAheadMs = wallAhead(libc, now);
  let current: EarlySocket | PacketRing = early;
  let list: Watched | null = null;
  let dropped = 0;
  let timer = setInterval(() => current.drain(), earlyDrainMs).unref();
  // Where there is no ring to be had, the socket has to do: what it loses is told.
  const takenOver = PacketRing.open(libc, packet => {
    if (once.isNew(packet)) log.add(packet);
  }).then(ring => {
    clearInterval(timer);
    timer = setInterval(() => current.drain(), drainEveryMs).unref();
    if (typeof ring === 'string') return;
    // First the one, then not the other: what both take in between is the same packets.
    if (list !== null) ring.watch(list);
    early.shut();
    dropped += early.close();
    current = ring;
    setTimeout(() => once.forget(), bothMs).unref();
  });
  const watched = new WatchList(grown => {
    list = grown;
    current.watch(grown);
  });
  return {
    isRunning: true,
    watch: endpoint => watched.endpoint(endpoint),
    watchPort: port => watched.port(port),
    async stop(): Promise<Recorded> {
      await takenOver;
      await wait(lingerMs);
      clearInterval(timer);
      current.shut();
      // A packet that another processor was about to write is written by then.
      await wait(1);
      dropped += current.close();
      return {
        facts: { by: 'af-packet', packets: log.packets, lost: dropped + log.refused },
        pcap: log.parts(),
        wallAheadMs,
      };
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
