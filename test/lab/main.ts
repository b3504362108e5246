import { Interrupted } from '../../src/cli/interrupted.ts';
import { interruption } from '../../src/cli/interruption.ts';
import { mediumOf } from '../../src/cli/output.ts';
import { isUsageError, UsageError } from '../../src/cli/usage-error.ts';
import { oracleTask } from './oracle/oracle-task.ts';
import { createPaint } from './report/paint.ts';
import { scenarioList } from './report/scenario-list.ts';
import { checkTask, type Task } from './run/check-task.ts';
import { type LabOptions, readCommandLine } from './run/command-line.ts';
import { startInUserNamespace } from './run/in-user-namespace.ts';
import { keepTask } from './run/keep-task.ts';
import { isLabRequired } from './run/not-here.ts';
import { scenarios } from './scenarios.ts';
import { needsUserNamespace, whyNoWorld } from './world/requirement.ts';

/** Each gives whether everything is right. */
const tasks: Readonly<Record<Exclude<LabOptions['task'], 'list'>, (task: Task) => Promise<boolean>>> = {
  check: checkTask,
  keep: keepTask,
  oracle: oracleTask,
};

/** `npm run lab [-- OPTIONS]`: the fault lab. Gives the exit code: 0 when every verdict is right, 1 when one is not. */
async function main(words: readonly string[]): Promise<number> {
  const options = readCommandLine(words);
  if (options === null) return 0;
  const selected = scenarios.filter(({ name }) => options.only?.test(name) ?? true);
  if (selected.length === 0) throw new UsageError('--only matches no scenario: --list shows their names');
  const paint = createPaint(mediumOf(process.stdout, options.wantsColor, process.env).color);
  if (options.task === 'list') {
    print(scenarioList(selected, paint));
    return 0;
  }
  const reason = whyNoWorld();
  if (reason !== null) {
    print(`The fault lab is skipped: ${reason}.`);
    return isLabRequired() ? 1 : 0;
  }
  if (needsUserNamespace()) return startInUserNamespace(words);
  // Each scenario that stands has something to take away at exit.
  process.setMaxListeners(process.getMaxListeners() + 2 * options.jobs);
  const { signal } = interruption();
  return (await tasks[options.task]({ scenarios: selected, options, paint, signal, print })) ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function endWith(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  if (isUsageError(error)) {
    process.stderr.write(`lab: ${error.message}\n`);
    return 64;
  }
  process.stderr.write(`lab: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

main(process.argv.slice(2))
  .catch(endWith)
  .then(code => process.exit(code));
