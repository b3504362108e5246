import type Table from 'cli-table3';
import { modeCommands } from '../../../src/core/evidence.ts';
import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import type { Answered, ScenarioResult } from '../run/result.ts';
import type { Paint } from './paint.ts';
import { drawTable, plainTable, tableWidth } from './plain-table.ts';

const widths = [35, 8, 8, 8, 8, 6, 7] as const;
const aligns = ['left', 'left', 'left', 'left', 'left', 'right', 'left'] as const;
const nameWidth = widths[0] - 1;

/** Every scenario in two lines: the modes and the time, and below it the verdict; what differs from the label follows. */
export function resultsTable(results: readonly ScenarioResult[], paint: Paint): string {
  const table = plainTable(widths, aligns);
  table.push(['Scenario, and what was said of it', ...modeCommands, 's', ''].map(title => paint.strong(title)));
  for (const result of results) table.push(...rowsOf(result, paint));
  return drawTable(table);
}

function rowsOf(result: ScenarioResult, paint: Paint): Table.Cell[][] {
  const name = wrapText(result.scenario.name, nameWidth).map(paint.strong).join('\n');
  if (result.outcome === 'skipped') {
    return [[name, '', '', '', '', '', paint.faint('skipped')], below(result.reason, paint.faint)];
  }
  if (result.outcome === 'broken') {
    return [[name, '', '', '', '', '', paint.wrong('BROKEN')], below(result.problem, paint.wrong)];
  }
  return [
    [name, ...modeCells(result, paint), (result.tookMs / 1_000).toFixed(1), outcomeCell(result, paint)],
    below(verdictWords(result), paint.faint),
    ...result.differences.map(difference => below(difference, paint.wrong, 4)),
  ];
}

function modeCells({ report, judgement }: Answered, paint: Paint): string[] {
  return modeCommands.map(command => {
    const status = report.modes.find(mode => mode.command === command)?.status ?? '';
    return judgement.wrongModes.includes(command) ? paint.wrong(status.toUpperCase()) : status;
  });
}

function outcomeCell({ judgement }: Answered, paint: Paint): string {
  return judgement.isRight ? paint.right('right') : paint.wrong('WRONG');
}

/** `degraded nat server certain pasv-private-address` */
export function verdictWords({ report: { verdict } }: Answered): string {
  const { status, cause, side, confidence, rule } = verdict;
  return [status, cause, side, confidence, rule ?? 'no rule'].join(' ');
}

/** A line of its own across all columns. */
function below(text: string, paint: (text: string) => string, indent = 2): Table.Cell[] {
  const lines = wrapText(text, tableWidth - indent - 1).map(line => ' '.repeat(indent) + paint(line));
  return [{ content: lines.join('\n'), colSpan: widths.length }];
}
