import type { Evidence } from '../core/evidence.ts';
import type { Capture, NoCapture } from '../net/capture/capture.ts';
import { watchedNet } from '../net/capture/watched-net.ts';
import type { Net } from '../net/net.ts';
import { createNodeNet } from '../net/node-net.ts';
import type { ProbeObserver, ProbeOptions } from '../probe/options.ts';
import { runProbe } from '../probe/run.ts';
import type { CheckFlags } from './check-flags.ts';
import { readCheckOptions } from './check-options.ts';
import { interruption } from './interruption.ts';
import { beginCapture, evidenceWith, loadLive, writePackets } from './packets.ts';
import { findCredentials } from './password.ts';
import { startProgress } from './progress.ts';
import { loadDiagnosis, reportOutput } from './report-output.ts';
import { runAddresses } from './run-addresses.ts';
import { warn } from './warn.ts';

/** `ftpdiag check`: measures, diagnoses, prints the report, and gives the exit code. Throws {@link UsageError}. */
export async function check(target: string, flags: CheckFlags): Promise<number> {
  const { options, login } = readCheckOptions(target, flags);
  const net = createNodeNet();
  // What it takes to begin goes by while the rest is got ready.
  const capturing = beginCapture(flags, net.clock);
  capturing.catch(() => undefined);
  const print = await reportOutput(flags);
  if (login.urlPassword !== null) {
    warn(
      'a password in the URL can be seen in the list of processes and stays in the history: prefer --password-stdin',
    );
  }
  const credentials = await findCredentials(options.host, login, flags);
  const runs = await measure(net, await capturing, { ...options, ...credentials }, flags);

  const { diagnose } = await loadDiagnosis();
  return print(diagnose(runs));
}

async function measure(
  net: Net,
  capture: Capture | NoCapture,
  options: ProbeOptions,
  flags: CheckFlags,
): Promise<readonly Evidence[]> {
  if (!capture.isRunning) {
    const { runs } = await probe(net, options, flags, () => undefined);
    return runs.map(run => ({ ...run, capture: { by: 'none', because: capture.because } }));
  }
  const { runs, startsMs } = await probe(watchedNet(net, capture), options, flags, () => void loadLive());
  const recorded = await capture.stop();
  await writePackets(recorded, runs, flags, options);
  return evidenceWith(recorded, runs, startsMs);
}

/** Runs the probe, and tells when by the clock each run began; `idle` is called while a slow path is waited for. */
async function probe(
  net: Net,
  options: ProbeOptions,
  flags: CheckFlags,
  idle: () => void,
): Promise<{ readonly runs: readonly Evidence[]; readonly startsMs: readonly number[] }> {
  const startsMs: number[] = [];
  const progress = startProgress(!flags.quiet);
  const { signal, ignore } = interruption();
  const observer: ProbeObserver = {
    ...progress,
    idle() {
      // What comes after the run is loaded while a slow path is waited for.
      void loadDiagnosis();
      idle();
    },
    began: clockMs => void startsMs.push(clockMs),
  };
  try {
    if (flags.allAddresses) return { runs: await runAddresses(net, options, observer, signal), startsMs };
    return { runs: [await runProbe(net, options, observer, signal)], startsMs };
  } finally {
    progress.stop();
    ignore();
  }
}
