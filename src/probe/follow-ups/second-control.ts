import type { Endpoint } from '../../core/endpoint.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ObservationSteps } from '../../core/step-values.ts';
import { type Connected, connectTo, connectValue } from '../connect.ts';
import { ControlConnection } from '../control-connection.ts';
import { ChainBroken, StepLog } from '../step-log.ts';
import type { PlainExperiment } from './experiment.ts';
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
    let connected: Connected | null = null;
    try {
      await log.run('connect', async () => {
        connected = await connectTo(run, { to, role: 'control', limitMs: run.patience.experimentMs });
        return connectValue(connected);
      });
      await log.run('greeting', () => {
        if (connected === null) throw new ChainBroken();
        const control = new ControlConnection(run, connected, bench.seen.sessions.length + 1);
        return control.reply({ limitMs: run.patience.experimentMs, command: 'greeting' });
      });
    } catch (error) {
      if (!(error instanceof ChainBroken)) throw error;
    }
    (connected as Connected | null)?.stream.end();
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
