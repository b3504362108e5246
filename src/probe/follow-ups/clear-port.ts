import { runActiveTrial } from '../active-trial.ts';
import type { SessionExperiment } from './experiment.ts';
import { activeModes, mayDropTls } from './seen-modes.ts';

/** Active mode without TLS, where it failed with TLS: a helper (ALG) on the way can read the command then. */
export const clearPort: SessionExperiment = {
  id: 'clear-port',
  on: 'clear-session',
  dataConnections: () => 1,
  decidesWithinMs: ({ dataConnectionMs }) => dataConnectionMs,
  why(seen) {
    if (!mayDropTls(seen)) return null;
    const hasFailed = activeModes(seen).some(
      ({ steps }) => steps.reply.status === 'failed' || steps.accept.status === 'failed',
    );
    return hasFailed ? 'Trying active mode without TLS, which hides the command from a helper (ALG) on the way' : null;
  },
  async run(bench, why, session) {
    const command = session.control.local.host.includes(':') ? 'EPRT' : 'PORT';
    const address = bench.run.options.activeAddress;
    bench.trials.push(await runActiveTrial(bench.run, session, command, { id: 'clear-port', why, address }));
  },
};
