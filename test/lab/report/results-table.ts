import type Table from 'cli-table3';
import { modeCommands } from '../../../src/core/evidence.ts';
import { escapeForTerminal } from '../../../src/report/escape.ts';
import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import type { Answered, ScenarioResult } from '../run/result.ts';
import type { Paint, Painter } from './paint.ts';
import { drawTable, plainTable, tableWidth } from './plain-table.ts';

const widths = [42, 8, 8, 8, 8, 6] as const;
const aligns = ['left', 'left', 'left', 'left', 'left', 'right'] as const;
/** Where what is said of a scenario begins, after `right` or `WRONG`. */
const margin = 10;

/**
 * Every scenario in two lines: the modes and the time in seconds, and below them the verdict; what differs from the label
 * follows.
 */
export function resultsTable(results: readonly ScenarioResult[], paint: Paint): string {
  const table = plainTable(widths, aligns);
  table.push(['Scenario', ...modeCommands, 's'].map(title => paint.strong(title)));
  for (const result of results) table.push(...rowsOf(result, paint));
  return drawTable(table);
}

function rowsOf(result: ScenarioResult, paint: Paint): Table.Cell[][] {
  const name = wrapText(result.scenario.name, widths[0] - 1)
    .map(title => paint.strong(title))
    .join('\n');
  if (result.outcome === 'skipped') return [[name], below('skipped', paint.faint, result.reason)];
  if (result.outcome === 'broken') return [[name], below('BROKEN', paint.wrong, result.problem)];
  const { judgement, differences, tookMs } = result;
  const [outcome, paintOutcome]: [string, Painter] = judgement.isRight
    ? ['right', paint.right]
    : ['WRONG', paint.wrong];
  return [
    [name, ...modeCells(result, paint), (tookMs / 1_000).toFixed(1)],
    below(outcome, paintOutcome, verdictWords(result), paint.plain),
    ...differences.map(difference => below('', paint.wrong, difference)),
  ];
}

function modeCells({ report, judgement }: Answered, paint: Paint): string[] {
  return modeCommands.map(command => {
    const status = report.modes.find(mode => mode.command === command)?.status ?? '';
    return judgement.wrongModes.includes(command) ? paint.wrong(status.toUpperCase()) : status;
  });
}

/** `degraded nat server certain pasv-private-address` */
function verdictWords({ report: { verdict } }: Answered): string {
  const { status, cause, side, confidence, rule } = verdict;
  return [status, cause, side, confidence, rule ?? 'no rule'].join(' ');
}

/** Lines across all columns, the first of them with a word in its margin; both are painted the same unless told. */
function below(word: string, paintWord: Painter, text: string, paintText = paintWord): Table.Cell[] {
  const lines = wrapText(escapeForTerminal(text), tableWidth - margin).map(
    (line, index) => `  ${paintWord((index === 0 ? word : '').padEnd(margin - 2))}${paintText(line)}`,
  );
  return [{ content: lines.join('\n'), colSpan: widths.length }];
}
