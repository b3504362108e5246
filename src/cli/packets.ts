import { writeFileSync } from 'node:fs';
import type { Evidence } from '../core/evidence.ts';
import type { Capture, NoCapture, Recorded } from '../net/capture/capture.ts';
import { startCapture } from '../net/capture/start-capture.ts';
import type { Clock } from '../net/net.ts';
import type { CheckFlags } from './check-flags.ts';
import { checkWritable, OutputError } from './output.ts';
import { fileProblem } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** What reads packets: of use only where there are some, and the network is to be reached without it. */
export const loadLive = () => import('#cli/live');

/** Begins to record where the command line does not forbid it. Throws {@link UsageError} where it asks for what cannot be had. */
export async function beginCapture(flags: CheckFlags, clock: Clock): Promise<Capture | NoCapture> {
  const { capture: file, captureSecrets } = flags;
  if (captureSecrets && !file) throw new UsageError('--capture-secrets is about a file: name it with --capture FILE');
  if (file === false) return { isRunning: false, because: 'it was switched off (--no-capture)' };
  if (file !== undefined) checkWritable(file, '--capture');
  const capture = await startCapture(clock);
  if (!capture.isRunning && file !== undefined) {
    throw new UsageError(
      `--capture ${file} cannot be written: ${capture.because}; run it as root, or give Node the right: setcap cap_net_raw+ep ${process.execPath}`,
    );
  }
  return capture;
}

/** Writes the runs' own packets to the file that `--capture` names. Throws {@link OutputError}. */
export async function writePackets(
  recorded: Recorded,
  runs: readonly Evidence[],
  { capture: file, captureSecrets }: CheckFlags,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<void> {
  if (!file) return;
  const { ownPackets } = await loadLive();
  // The anonymous password is an address that everybody may see (RFC 1635), and often a part of the greeting.
  const secrets = user === 'anonymous' ? [] : [password];
  const parts = await ownPackets(recorded.pcap, runs, captureSecrets ? null : secrets);
  try {
    writeFileSync(file, Buffer.concat(parts), { mode: 0o600 });
  } catch (error) {
    throw new OutputError(`--capture ${file} cannot be written: ${fileProblem(error)}`);
  }
}

/** The evidence of runs with what was recorded while they went on, of which each began at the clock's time of its place. */
export async function evidenceWith(
  recorded: Recorded,
  runs: readonly Evidence[],
  startsMs: readonly number[],
): Promise<readonly Evidence[]> {
  const { withPackets } = await loadLive();
  const { facts, pcap, wallAheadMs } = recorded;
  return Promise.all(
    runs.map((run, index) => withPackets(run, { facts, pcap, runStartedMs: wallAheadMs + (startsMs[index] ?? 0) })),
  );
}
