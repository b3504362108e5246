import type { Evidence, PassiveTrial } from '../../core/evidence.ts';
import { budgets } from './budget.ts';
import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { passiveConnects } from './seen-modes.ts';

/**
 * Further passive ports: whether all of them, some, or only those that were met are closed, and where the border lies. A
 * server that gives the same port every time has no further one.
 */
export const morePorts: SessionExperiment = {
  id: 'more-ports',
  on: 'session',
  dataConnections: ({ portSamples }) => portSamples.most,
  decidesWithinMs: ({ sampleMs }) => budgets.usual.portSamples.alike * sampleMs,
  why(seen) {
    const { failed, made } = passiveConnects(seen);
    if (failed.length === 0) return null;
    return made.length > 0
      ? 'Trying further passive ports, since one was open and one was not'
      : 'Trying further passive ports, to see whether all are closed';
  },
  async run(bench, why, session) {
    const { run, seen, budget } = bench;
    const { most, alike } = budget.portSamples;
    const command = commandFor(seen);
    const { failed, made } = passiveConnects(seen);
    const met = new Set([...failed, ...made].map(portOf));
    let opened = made.length;
    for (let n = 1; n <= most && session.isUsable; n++) {
      const limitMs = opened === 0 ? run.patience.glanceMs : run.patience.sampleMs;
      if (run.leftMs < limitMs || (opened === 0 && n > alike)) return;
      const plan = { id: `more-ports-${n}`, command, why, limitMs, path: null };
      const trial = await runPassiveExperiment(run, session, plan);
      bench.trials.push(trial);
      met.add(portOf(trial));
      if (trial.steps.reply.status !== 'ok' || met.size === 1) return;
      if (trial.steps.connect.status === 'ok') opened += 1;
    }
  },
};

function portOf({ steps: { reply } }: PassiveTrial): number | null {
  return reply.status === 'ok' ? reply.value.advertised.port : null;
}

/** The command whose connections fail; EPSV where both do, since no address in its reply can be wrong. */
function commandFor(seen: Evidence): PassiveTrial['command'] {
  return passiveConnects(seen).failed.some(({ command }) => command === 'EPSV') ? 'EPSV' : 'PASV';
}
