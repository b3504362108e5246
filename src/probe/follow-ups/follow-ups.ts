import type { Evidence } from '../../core/evidence.ts';
import type { FollowUpScope } from '../options.ts';
import type { RunContext } from '../run-context.ts';
import type { ControlSession } from '../session.ts';
import { ChainBroken } from '../step-log.ts';
import type { Experiment, SessionExperiment } from './experiment.ts';
import { experiments } from './index.ts';
import { Workbench } from './workbench.ts';

/** What all follow-ups of a run may take together. */
interface Budget {
  readonly dataConnections: number;
  readonly logins: number;
  readonly timeMs: number;
}

const budgets: Readonly<Record<Exclude<FollowUpScope, 'none'>, Budget>> = {
  usual: { dataConnections: 12, logins: 2, timeMs: 10_000 },
  thorough: { dataConnections: 24, logins: 4, timeMs: 30_000 },
};

/** An experiment that what was seen calls for. */
interface Planned<E extends Experiment> {
  readonly experiment: E;
  readonly why: string;
}

/**
 * Runs the experiments that can decide between causes which still fit what the modes showed, within a budget: those that
 * need no login beside each other, the others one after the other on control connections of their own.
 */
export async function runFollowUps(run: RunContext, seen: Evidence): Promise<Workbench> {
  const { followUps } = run.options;
  const scope = followUps === 'none' ? null : budgets[followUps];
  const bench = new Workbench(run, seen, scope?.logins ?? 1);
  const asked = experiments.filter(({ id }) => scope !== null || id === 'idle');
  const planned = withinBudget(asked, seen, scope?.dataConnections ?? 0);
  const endMs = run.elapsed() + (scope?.timeMs ?? 0);
  const mayBegin = ({ experiment }: Planned<Experiment>): boolean =>
    run.ended === 'complete' &&
    (experiment.id === 'idle' || run.elapsed() + experiment.longestMs(run.patience) <= endMs);
  await Promise.all([
    ...planned.flatMap(({ experiment, why }) =>
      experiment.on === 'no-session' && mayBegin({ experiment, why }) ? [experiment.run(bench, why)] : [],
    ),
    runOnSessions('session', bench, planned, mayBegin),
    runOnSessions('clear-session', bench, planned, mayBegin),
  ]);
  return bench;
}

function withinBudget(
  asked: readonly Experiment[],
  seen: Evidence,
  dataConnections: number,
): readonly Planned<Experiment>[] {
  let left = dataConnections;
  return asked.flatMap(experiment => {
    const why = experiment.why(seen);
    if (why === null || experiment.dataConnections > left) return [];
    left -= experiment.dataConnections;
    return [{ experiment, why }];
  });
}

async function runOnSessions(
  kind: SessionExperiment['on'],
  bench: Workbench,
  planned: readonly Planned<Experiment>[],
  mayBegin: (planned: Planned<Experiment>) => boolean,
): Promise<void> {
  let session: ControlSession | null = null;
  for (const one of planned) {
    const { experiment, why } = one;
    if (experiment.on !== kind || !mayBegin(one)) continue;
    if (session === null || !session.isUsable) {
      await session?.leave(Promise.resolve());
      session = await bench.logIn(kind);
      if (session === null) return;
    }
    try {
      await experiment.run(bench, why, session);
    } catch (error) {
      if (!(error instanceof ChainBroken)) throw error;
    }
  }
  await session?.leave(Promise.resolve());
}
