import type { ReplyValue } from '../../core/step-values.ts';
import { StepLog } from '../step-log.ts';
import type { SessionExperiment } from './experiment.ts';
import { pause } from './pause.ts';

/** A control connection that is left alone for as long as `--idle` asks, and then spoken to: who forgets idle connections. */
export const idle: Pick<SessionExperiment, 'on' | 'why' | 'run'> = {
  on: 'session',
  why: seen => (seen.limits.idleMs ? `Waiting ${seen.limits.idleMs / 1000} s in silence, then NOOP` : null),
  async run(bench, why, session) {
    const { run } = bench;
    const log = new StepLog<{ noop: ReplyValue }>(run, 'idle', ['noop']);
    run.observer.progress(why);
    if (!(await pause(run, run.options.idleMs))) return;
    await log.attempt('noop', () => session.control.command('NOOP', run.patience.dataConnectionMs));
    bench.observations.push({ id: 'idle', why, to: session.control.remote, steps: log.toEvidence() });
  },
};
