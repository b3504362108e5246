import { loadLibc } from '../kernel/libc.ts';
import type { Clock } from '../net.ts';
import type { Capture, NoCapture } from './capture.ts';
import { mayCapture } from './rights.ts';
import { startRingCapture } from './ring-capture.ts';

/** Begins to record packets where this user may. Of what is recorded nothing comes before something is watched. */
export async function startCapture(clock: Clock): Promise<Capture | NoCapture> {
  if (process.platform !== 'linux') return { isRunning: false, because: 'packets are recorded on Linux alone' };
  // Asked first: whoever has no right is not to wait for koffi.
  if (!mayCapture()) return { isRunning: false, because: 'it needs CAP_NET_RAW, which this user does not have' };
  const libc = await loadLibc();
  const now = (): number => clock.now();
  const ring: Capture | NoCapture = libc.isHere
    ? await startRingCapture(libc, now)
    : { isRunning: false, because: libc.because };
  if (ring.isRunning) return ring;
  const tcpdump = await (await import('./tcpdump-capture.ts')).startTcpdump(
    performance.timeOrigin + performance.now() - now(),
  );
  return tcpdump.isRunning ? tcpdump : { isRunning: false, because: `${ring.because}, and ${tcpdump.because}` };
}
