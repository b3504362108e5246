import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { spawnIn, thisMachine } from '../support/real-server/place.ts';
import { cleanEnvironment } from './tools.ts';

/** What a process cost. */
export interface Cost {
  /** The most resident memory that it had, in megabytes (VmHWM). */
  readonly peakMegabytes: number;
  readonly tookMs: number;
  /** Null when it had to be ended because its time was up. */
  readonly exitCode: number | null;
}

/** Runs a program without its output, for at most `limitMs`. */
export async function costOf(program: string, words: readonly string[], limitMs: number): Promise<Cost> {
  const startedAt = performance.now();
  const child = spawnIn(thisMachine, program, words, { env: cleanEnvironment(), stdio: 'ignore' });
  let peakKilobytes = 0;
  // The kernel keeps the maximum: all that can be missed is growth in the last few milliseconds.
  const poll = setInterval(() => {
    peakKilobytes = Math.max(peakKilobytes, highWaterMark(child.pid ?? 0));
  }, 3);
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await once(child, 'exit');
  clearInterval(poll);
  clearTimeout(limit);
  return {
    peakMegabytes: peakKilobytes / 1024,
    tookMs: performance.now() - startedAt,
    exitCode: child.signalCode === null ? child.exitCode : null,
  };
}

function highWaterMark(processId: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
