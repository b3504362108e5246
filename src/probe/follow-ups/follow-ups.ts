import type { Evidence } from '../../core/evidence.ts';
import type { RunContext } from '../run-context.ts';
import type { ControlSession } from '../session.ts';
import { budgets } from './budget.ts';
import type { Experiment, SessionExperiment, SessionKind } from './experiment.ts';
import { idle } from './idle.ts';
import { experiments } from './index.ts';
import { Workbench } from './workbench.ts';

/** An experiment that what was seen calls for. */
interface Planned<E extends Experiment> {
  readonly experiment: E;
  readonly why: string;
}

/**
 * Runs the experiments that can decide between causes which still fit what the modes showed, within a budget, and then
 * the silence that `--idle` asks for.
 */
export async function runFollowUps(run: RunContext, seen: Evidence): Promise<Workbench> {
  const bench = new Workbench(run, seen, budgets[run.options.followUps]);
  const planned = plan(bench);
  if (planned.length > 0) await run.withinTime(bench.budget.timeMs, () => runAll(bench, planned));
  const why = idle.why(seen);
  if (why !== null && run.ended === 'complete') await runIdle(bench, why);
  return bench;
}

/** The experiments that can decide something, in their order, for as long as there are data connections left for them. */
function plan({ seen, budget }: Workbench): readonly Planned<Experiment>[] {
  if (budget.timeMs === 0) return [];
  let left = budget.dataConnections;
  return experiments.flatMap(experiment => {
    const why = experiment.why(seen);
    const needed = experiment.dataConnections(budget);
    if (why === null || needed > left) return [];
    left -= needed;
    return [{ experiment, why }];
  });
}

/** Those that need no login run beside each other; on one control connection they follow each other. */
async function runAll(bench: Workbench, planned: readonly Planned<Experiment>[]): Promise<void> {
  const plain = planned.flatMap(({ experiment, why }) =>
    experiment.on === 'no-session' && mayBegin(bench, experiment) ? [experiment.run(bench, why)] : [],
  );
  const like = runOnSessions('session', bench, planned);
  const clear = (allowsTwo(bench.seen) ? Promise.resolve() : like).then(() =>
    runOnSessions('clear-session', bench, planned),
  );
  await Promise.all([...plain, like, clear]);
}

/** Whether the server is known to refuse a control connection beside another. */
function allowsTwo({ parallel }: Evidence): boolean {
  return parallel.status !== 'ok' || parallel.value.usable >= Math.min(2, parallel.value.wanted);
}

async function runOnSessions(
  kind: SessionKind,
  bench: Workbench,
  planned: readonly Planned<Experiment>[],
): Promise<void> {
  let session: ControlSession | null = null;
  for (const { experiment, why } of planned) {
    if (experiment.on !== kind || !mayBegin(bench, experiment)) continue;
    if (session === null || !session.isUsable) {
      await session?.leave(Promise.resolve());
      session = bench.logins < bench.budget.logins ? await bench.logIn(kind) : null;
      if (session === null) return;
    }
    if (mayBegin(bench, experiment)) await experiment.run(bench, why, session);
  }
  await session?.leave(Promise.resolve());
}

function mayBegin({ run }: Workbench, { decidesWithinMs }: Experiment): boolean {
  return run.ended === 'complete' && run.leftMs >= decidesWithinMs(run.patience);
}

/** On a login of its own, which the experiments before may have none left of. */
async function runIdle(bench: Workbench, why: string): Promise<void> {
  const session = await bench.logIn(idle.on);
  if (session === null) return;
  await idle.run(bench, why, session);
  await session.leave(Promise.resolve());
}
