import type { Endpoint } from '../../core/endpoint.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { ConnectValue } from '../../core/step-values.ts';
import { connectTo, connectValue, letGo } from '../connect.ts';
import { StepLog } from '../step-log.ts';
import type { PlainExperiment } from './experiment.ts';
import { controlEndsOf, firstControlEndpoint, isUnanswered, passiveConnects } from './seen-modes.ts';

/** Where hosts that listen anywhere most often do; to a host that cannot be reached at the control port at all. */
const webPort = 443;
/** High ports far from each other: one of them is far from any passive range. */
const highPorts = [61_613, 33_713] as const;

/**
 * How the same host answers where nothing is expected to listen. A refusal there, where the ports in question are
 * silent, shows that just those are filtered; silence there as well, that the silence says nothing of them.
 */
export const closedPort: PlainExperiment = {
  id: 'closed-port',
  on: 'no-session',
  dataConnections: () => 0,
  decidesWithinMs: ({ experimentMs }) => experimentMs,
  why(seen) {
    return endpointFor(seen) === null ? null : 'Comparing with another port of the same host';
  },
  async run(bench, why) {
    const to = endpointFor(bench.seen);
    if (to === null) return;
    const { run } = bench;
    const log = new StepLog<{ connect: ConnectValue }>(run, 'closed-port', ['connect']);
    run.observer.progress(why);
    await log.attempt('connect', async () => {
      const connected = await connectTo(run, { to, role: 'other', limitMs: run.patience.experimentMs });
      letGo(connected);
      return connectValue(connected);
    });
    bench.observations.push({ id: 'closed-port', why, to, steps: log.toEvidence() });
  },
};

function endpointFor(seen: Evidence): Endpoint | null {
  const ends = controlEndsOf(seen);
  if (ends !== null) {
    const failed = passiveConnects(seen).failed.find(({ steps }) => isUnanswered(steps.connect));
    if (failed?.steps.reply.status !== 'ok') return null;
    const { port } = failed.steps.reply.value.advertised;
    const [high, other] = highPorts;
    return { host: ends.reached, port: Math.abs(port - high) > 10_000 ? high : other };
  }
  const connect = seen.sessions[0]?.steps.connect;
  const tried = firstControlEndpoint(seen);
  return connect !== undefined && isUnanswered(connect) && tried !== null ? { host: tried.host, port: webPort } : null;
}
