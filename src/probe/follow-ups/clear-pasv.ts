import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { mayDropTls, passiveModes } from './seen-modes.ts';

/** PASV without TLS, where its connection failed with TLS: a helper (ALG) on the way can read and change the 227 then. */
export const clearPasv: SessionExperiment = {
  id: 'clear-pasv',
  on: 'clear-session',
  dataConnections: () => 1,
  decidesWithinMs: ({ experimentMs }) => experimentMs,
  why(seen) {
    if (!mayDropTls(seen)) return null;
    const pasv = passiveModes(seen).find(({ command }) => command === 'PASV');
    const hasFailed = pasv?.steps.reply.status === 'ok' && pasv.steps.connect.status === 'failed';
    return hasFailed ? 'Trying PASV without TLS, which hides the 227 from a helper (ALG) on the way' : null;
  },
  async run(bench, why, session) {
    const { run } = bench;
    const limitMs = run.patience.experimentMs;
    const { path } = run.options;
    const trial = { id: 'clear-pasv', command: 'PASV', why, limitMs, path } as const;
    bench.trials.push(await runPassiveExperiment(run, session, trial));
  },
};
