import type { Endpoint } from '../../core/endpoint.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ObservationSteps } from '../../core/step-values.ts';
import { ControlConnection } from '../control-connection.ts';
import { StepLog } from '../step-log.ts';
import type { PlainExperiment } from './experiment.ts';
import { onOwnConnection } from './own-connection.ts';
import { pause } from './pause.ts';
import { firstControlEndpoint } from './seen-modes.ts';

type Steps = ObservationSteps['second-control'];

/** A pause, so that what was only busy may recover. */
const pauseMs = 500;

/** The control connection once more, where it was refused or cut: whether that happens every time. */
export const secondControl: PlainExperiment = {
  id: 'second-control',
  on: 'no-session',
  dataConnections: () => 0,
  decidesWithinMs: ({ experimentMs }) => pauseMs + 2 * experimentMs,
  why: seen => (endpointOf(seen) === null ? null : 'Connecting once more, to see whether that happens every time'),
  async run(bench, why) {
    const to = endpointOf(bench.seen);
    if (to === null) return;
    const { run } = bench;
    const log = new StepLog<Steps>(run, 'second-control', ['connect', 'greeting']);
    run.observer.progress(why);
    if (!(await pause(run, pauseMs))) return;
    const limitMs = run.patience.experimentMs;
    await onOwnConnection(
      run,
      to,
      connect => log.run('connect', connect),
      connected => {
        const control = new ControlConnection(run, connected, bench.seen.sessions.length + 1);
        return log.attempt('greeting', () => control.reply({ limitMs, command: 'greeting' }));
      },
    );
    bench.observations.push({ id: 'second-control', why, to, steps: log.toEvidence() });
  },
};

/** Where the control connection was refused or cut before a greeting; null where it was not. */
function endpointOf(seen: Evidence): Endpoint | null {
  const steps = seen.sessions[0]?.steps;
  if (steps === undefined || !(isCut(steps.connect) || isCut(steps.greeting))) return null;
  return steps.connect.status === 'ok' ? steps.connect.value.remote : firstControlEndpoint(seen);
}

function isCut(outcome: Outcome<unknown>): boolean {
  if (outcome.status !== 'failed') return false;
  const { kind } = outcome.failure;
  return kind === 'refused' || kind === 'reset' || kind === 'closed';
}
