import type { Evidence, PassiveTrial } from '../../core/evidence.ts';
import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { passiveConnects } from './seen-modes.ts';

const mostSamples = 6;
/** So many further ports that fail like those before are enough to call all of them closed. */
const enoughAlike = 2;

/** Further passive ports: whether all of them, some, or only those that were met are closed, and where the border lies. */
export const morePorts: SessionExperiment = {
  id: 'more-ports',
  on: 'session',
  dataConnections: mostSamples,
  longestMs: ({ sampleMs }) => enoughAlike * sampleMs,
  why(seen) {
    const { failed, made } = passiveConnects(seen);
    if (failed.length === 0) return null;
    return made.length > 0
      ? 'Trying further passive ports, since one was open and one was not'
      : 'Trying further passive ports, to see whether all are closed';
  },
  async run(bench, why, session) {
    const { run, seen } = bench;
    const command = commandFor(seen);
    const endMs = run.elapsed() + mostSamples * run.patience.sampleMs;
    let opened = passiveConnects(seen).made.length;
    for (let n = 1; n <= mostSamples && session.isUsable && run.elapsed() < endMs; n++) {
      if (opened === 0 && n > enoughAlike) return;
      const limitMs = run.patience.sampleMs;
      const trial = await runPassiveExperiment(run, session, {
        id: `more-ports-${n}`,
        command,
        why,
        limitMs,
        path: null,
      });
      bench.trials.push(trial);
      if (trial.steps.reply.status !== 'ok') return;
      if (trial.steps.connect.status === 'ok') opened += 1;
    }
  },
};

/** The command whose address is right; EPSV where both are, since it names none. */
function commandFor(seen: Evidence): PassiveTrial['command'] {
  const { failed, made } = passiveConnects(seen);
  return [...failed, ...made].some(({ command }) => command === 'EPSV') ? 'EPSV' : 'PASV';
}
