import type { Evidence, PassiveTrial } from '../../core/evidence.ts';
import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { passiveModes } from './seen-modes.ts';

/** A name that no server holds: its listing is empty. */
const nothingThere = 'ftpdiag-no-such-name';

/** A transfer of next to nothing, where a listing stalled on an open connection: whether only full segments are lost. */
export const smallTransfer: SessionExperiment = {
  id: 'small-transfer',
  on: 'session',
  dataConnections: () => 1,
  decidesWithinMs: ({ experimentMs, stallMs }) => experimentMs + stallMs,
  why: seen => (stalled(seen) ? 'Trying a transfer of next to nothing, since a listing stalled' : null),
  async run(bench, why, session) {
    const command = stalled(bench.seen)?.command ?? 'PASV';
    const limitMs = bench.run.patience.experimentMs;
    const trial = { id: 'small-transfer', command, why, limitMs, path: nothingThere };
    bench.trials.push(await runPassiveExperiment(bench.run, session, trial));
  },
};

function stalled(seen: Evidence): PassiveTrial | undefined {
  return passiveModes(seen).find(
    ({ steps: { connect, data } }) =>
      connect.status === 'ok' && data.status === 'failed' && data.failure.kind === 'timeout',
  );
}
