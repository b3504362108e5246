import type { Libc } from '../kernel/libc.ts';
import type { Capture, NoCapture, Recorded } from './capture.ts';
import { Recorder } from './recorder.ts';
import { WatchList } from './watch-list.ts';

/** Records by AF_PACKET sockets of our own. Takes nothing before something is watched. */
export function startRingCapture(libc: Libc, now: () => number): Capture | NoCapture {
  const recorder = Recorder.open(libc);
  if (typeof recorder === 'string') {
    return { isRunning: false, because: `the kernel gives no packet socket (${recorder})` };
  }
  const wallAheadMs = wallAhead(libc, now);
  const watched = new WatchList(list => recorder.watch(list));
  return {
    isRunning: true,
    watch: endpoint => watched.endpoint(endpoint),
    watchPort: port => watched.port(port),
    async stop(): Promise<Recorded> {
      const { packets, lost, pcap } = await recorder.stop();
      return { facts: { by: 'af-packet', packets, lost }, pcap, wallAheadMs };
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
