import type { ReplyValue } from '../../core/step-values.ts';
import { StepLog } from '../step-log.ts';
import type { SessionExperiment } from './experiment.ts';

/** A control connection that is left alone for as long as `--idle` asks, and then spoken to: who forgets idle connections. */
export const idle: SessionExperiment = {
  id: 'idle',
  on: 'session',
  dataConnections: 0,
  longestMs: () => 0,
  why: seen => (seen.limits.idleMs ? `Waiting ${seen.limits.idleMs / 1000} s in silence, then NOOP` : null),
  async run(bench, why, session) {
    const { run } = bench;
    const log = new StepLog<{ noop: ReplyValue }>(run, 'idle', ['noop']);
    run.observer.progress(why);
    await run.limit(new Promise<never>(() => undefined), run.options.idleMs, 'read').catch(() => undefined);
    await log.attempt('noop', () => session.control.command('NOOP', run.patience.dataConnectionMs));
    bench.observations.push({ id: 'idle', why, to: session.control.remote, steps: log.toEvidence() });
  },
};
