import type { Evidence } from '../core/evidence.ts';
import { createNodeNet } from '../net/node-net.ts';
import type { ProbeOptions } from '../probe/options.ts';
import { runProbe } from '../probe/run.ts';
import type { CheckFlags } from './check-flags.ts';
import { readCheckOptions } from './check-options.ts';
import { interruption } from './interruption.ts';
import { findCredentials } from './password.ts';
import { startProgress } from './progress.ts';
import { loadDiagnosis, reportOutput } from './report-output.ts';
import { runAddresses } from './run-addresses.ts';
import { warn } from './warn.ts';

/** `ftpdiag check`: measures, diagnoses, prints the report, and gives the exit code. Throws {@link UsageError}. */
export async function check(target: string, flags: CheckFlags): Promise<number> {
  const { options, login } = readCheckOptions(target, flags);
  const print = await reportOutput(flags);
  if (login.urlPassword !== null) {
    warn(
      'a password in the URL can be seen in the list of processes and stays in the history: prefer --password-stdin',
    );
  }
  const credentials = await findCredentials(options.host, login, flags);
  const runs = await measure({ ...options, ...credentials }, flags);

  const { diagnose } = await loadDiagnosis();
  return print(diagnose(runs));
}

async function measure(options: ProbeOptions, flags: CheckFlags): Promise<readonly Evidence[]> {
  const net = createNodeNet();
  const progress = startProgress(!flags.quiet);
  const { signal, ignore } = interruption();
  // What comes after the run is loaded while a slow path is waited for.
  const observer = { ...progress, idle: () => void loadDiagnosis() };
  try {
    if (flags.allAddresses) return await runAddresses(net, options, observer, signal);
    return [await runProbe(net, options, observer, signal)];
  } finally {
    progress.stop();
    ignore();
  }
}
