import type { Endpoint } from '../../core/endpoint.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { ObservationSteps } from '../../core/step-values.ts';
import { StepLog } from '../step-log.ts';
import { PortTrace, traceBoth } from '../trace.ts';
import type { PlainExperiment } from './experiment.ts';
import { controlEndsOf, firstControlEndpoint, isUnanswered, passiveConnects } from './seen-modes.ts';
import type { Workbench } from './workbench.ts';

/** Where SYNs to a port that does not answer die: beside the control port, which does. */
export const pathTrace: PlainExperiment = {
  id: 'path-trace',
  on: 'no-session',
  dataConnections: () => 0,
  decidesWithinMs: ({ hopMs }) => 2 * hopMs,
  why: seen => (portOf(seen) !== null || isControlUnanswered(seen) ? 'Looking where on the way the SYNs die' : null),
  async run(bench, why) {
    const because = await bench.run.net.whyNoHops();
    if (because === null) await trace(bench, why);
    else if (bench.run.options.trace) tellWhyNot(bench, why, because);
  },
};

type Steps = ObservationSteps['path-trace'];
const stepOrder = ['control', 'port'] as const;

async function trace(bench: Workbench, why: string): Promise<void> {
  const { run, seen } = bench;
  const controlEnd = controlOf(seen);
  if (controlEnd === null) return;
  const port = portOf(seen);
  run.observer.progress(why);
  const control = new PortTrace(run, controlEnd);
  const other = port === null ? null : new PortTrace(run, port);
  const log = new StepLog<Steps>(run, 'path-trace', stepOrder);
  const both = traceBoth(run, control, other);
  const tracedBy = async (one: PortTrace) => {
    await both;
    return { to: one.to, hops: one.hops };
  };
  await Promise.all([
    log.attempt('control', () => tracedBy(control)),
    other === null
      ? log.skip('not-applicable', 'no other port was silent or rejected', 'port')
      : log.attempt('port', () => tracedBy(other)),
  ]);
  bench.observations.push({ id: 'path-trace', why, to: port ?? controlEnd, steps: log.toEvidence() });
}

/** A trace that was asked for, and cannot be made on this machine. */
function tellWhyNot({ run, seen, observations }: Workbench, why: string, because: string): void {
  const to = portOf(seen) ?? controlOf(seen);
  if (to === null) return;
  const log = new StepLog<Steps>(run, 'path-trace', stepOrder);
  log.skip('not-applicable', because, ...stepOrder);
  observations.push({ id: 'path-trace', why, to, steps: log.toEvidence() });
}

function controlOf(seen: Evidence): Endpoint | null {
  const connect = seen.sessions.find(({ steps }) => steps.connect.status === 'ok')?.steps.connect;
  return connect?.status === 'ok' ? connect.value.remote : firstControlEndpoint(seen);
}

/** The first passive port at the right address that did not let us in; null where there is none. */
function portOf(seen: Evidence): Endpoint | null {
  if (controlEndsOf(seen) === null) return null;
  const failed = passiveConnects(seen).failed.find(({ steps }) => isUnanswered(steps.connect));
  return failed?.steps.reply.status === 'ok' ? failed.steps.reply.value.advertised : null;
}

function isControlUnanswered({ sessions }: Evidence): boolean {
  const connect = sessions[0]?.steps.connect;
  return connect !== undefined && isUnanswered(connect);
}
