import { Interrupted } from '../../src/cli/interrupted.ts';
import { interruption } from '../../src/cli/interruption.ts';
import { mediumOf } from '../../src/cli/output.ts';
import { isUsageError, UsageError } from '../../src/cli/usage-error.ts';
import { createPaint } from './report/paint.ts';
import { scenarioList } from './report/scenario-list.ts';
import { checkTask } from './run/check-task.ts';
import { readCommandLine } from './run/command-line.ts';
import { scenarios } from './scenarios.ts';

/** `npm run lab [-- OPTIONS]`: the fault lab. Gives the exit code: 0 every verdict is right, 1 one is not. */
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
  const task = { scenarios: selected, options, paint, signal: interruption().signal, print };
  return (await checkTask(task)) ? 0 : 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function endWith(error: unknown): number {
  if (error instanceof Interrupted) return 130;
  process.stderr.write(
    `lab: ${error instanceof Error ? (isUsageError(error) ? error.message : error.stack) : error}\n`,
  );
  return isUsageError(error) ? 64 : 1;
}

main(process.argv.slice(2))
  .catch(endWith)
  .then(code => process.exit(code));
