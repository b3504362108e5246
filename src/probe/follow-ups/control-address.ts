import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { controlEndsOf, leadsToReached, passiveModes } from './seen-modes.ts';

/** The port of a 227 at the address that was reached: whether nothing but the address in the 227 is wrong. */
export const controlAddress: SessionExperiment = {
  id: 'control-address',
  on: 'session',
  dataConnections: () => 1,
  decidesWithinMs: ({ experimentMs }) => experimentMs,
  why(seen) {
    const reached = controlEndsOf(seen)?.reached;
    const pasv = passiveModes(seen).find(({ command }) => command === 'PASV');
    if (reached === undefined || pasv?.steps.reply.status !== 'ok' || leadsToReached(pasv, reached)) return null;
    if (pasv.steps.data.status === 'ok') return null;
    return `Trying the port of the 227 at ${reached}, in place of ${pasv.steps.reply.value.advertised.host}`;
  },
  async run(bench, why, session) {
    const { run } = bench;
    const host = session.control.remote.host;
    const limitMs = run.patience.experimentMs;
    bench.trials.push(
      await runPassiveExperiment(run, session, {
        id: 'control-address',
        command: 'PASV',
        why,
        limitMs,
        to: ({ port }) => ({ host, port }),
        path: run.options.path,
      }),
    );
  },
};
