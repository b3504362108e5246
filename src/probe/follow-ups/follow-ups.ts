import type { Evidence } from '../../core/evidence.ts';
import type { RunContext } from '../run-context.ts';
import type { ControlSession } from '../session.ts';
import { budgets } from './budget.ts';
import type { Experiment } from './experiment.ts';
import { idle } from './idle.ts';
import { experiments } from './index.ts';
import { pathTrace } from './path-trace.ts';
import { pause } from './pause.ts';
import { type SessionKind, Workbench } from './workbench.ts';

const sessionKinds: readonly SessionKind[] = ['session', 'clear-session'];

/** How long a server that takes one control connection at a time gets to notice that the last one has gone. */
const farewellMs = 300;

/** What a trace that was asked for may take, on top of the experiments. */
const longestTraceMs = 30_000;

/** An experiment that what was seen calls for. */
interface Planned {
  readonly experiment: Experiment;
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
  const isTraced = planned.some(({ experiment }) => experiment === pathTrace);
  if (run.options.trace && !isTraced && run.ended === 'complete') {
    await run.withinTime(longestTraceMs, () => pathTrace.run(bench, 'Looking how far packets come, as --trace asks'));
  }
  const why = idle.why(seen);
  if (why !== null && run.ended === 'complete') await runIdle(bench, why);
  return bench;
}

/** The experiments that can decide something, in their order, for as long as there are data connections left for them. */
function plan({ seen, budget }: Workbench): readonly Planned[] {
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
async function runAll(bench: Workbench, planned: readonly Planned[]): Promise<void> {
  const plain = (isNow: (experiment: Experiment) => boolean): readonly Promise<void>[] =>
    planned.flatMap(({ experiment, why }) =>
      experiment.on === 'no-session' && isNow(experiment) && mayBegin(bench, experiment)
        ? [experiment.run(bench, why)]
        : [],
    );
  // Where the server takes few connections at a time, those of the trace would turn a session away.
  const mayTrace = allowsTwo(bench.seen);
  await Promise.all([...plain(one => one !== pathTrace || mayTrace), runOnAllSessions(bench, planned)]);
  await Promise.all(plain(one => one === pathTrace && !mayTrace));
  // Which of those that ran beside each other was over first is chance.
  for (const results of [bench.trials, bench.observations]) results.sort((a, b) => placeOf(a.id) - placeOf(b.id));
}

function placeOf(resultId: string): number {
  return experiments.findIndex(({ id }) => resultId.startsWith(id));
}

async function runOnAllSessions(bench: Workbench, planned: readonly Planned[]): Promise<void> {
  const kinds = sessionKinds.filter(kind => planned.some(({ experiment }) => experiment.on === kind));
  if (allowsTwo(bench.seen)) {
    await Promise.all(kinds.map(kind => runOnSessions(kind, bench, planned)));
    return;
  }
  for (const kind of kinds) {
    if (await pause(bench.run, farewellMs)) await runOnSessions(kind, bench, planned);
  }
}

/** Whether two control connections beside each other are nothing that the server is known to mind. */
function allowsTwo({ parallel }: Evidence): boolean {
  return parallel.status !== 'ok' || parallel.value.refusals.length === 0;
}

async function runOnSessions(kind: SessionKind, bench: Workbench, planned: readonly Planned[]): Promise<void> {
  let session: ControlSession | null = null;
  for (const { experiment, why } of planned) {
    if (experiment.on !== kind || !mayBegin(bench, experiment)) continue;
    if (session === null || !session.isUsable) {
      if (session !== null) await bench.leave(session);
      session = bench.logins < bench.budget.logins ? await bench.logIn(kind) : null;
      if (session === null) return;
    }
    if (mayBegin(bench, experiment)) await experiment.run(bench, why, session);
  }
  if (session !== null) await bench.leave(session);
}

function mayBegin({ run }: Workbench, { decidesWithinMs }: Experiment): boolean {
  return run.leftMs >= decidesWithinMs(run.patience);
}

/** On a login of its own, which the experiments before may have none left of. */
async function runIdle(bench: Workbench, why: string): Promise<void> {
  const session = await bench.logIn(idle.on);
  if (session === null) return;
  await idle.run(bench, why, session);
  await bench.leave(session);
}
