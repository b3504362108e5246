import type Table from 'cli-table3';
import { type ModeCommand, modeCommands } from '../../../src/core/evidence.ts';
import { escapeForTerminal } from '../../../src/report/escape.ts';
import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import type { ComparedModes, OracleResult } from '../oracle/oracle-task.ts';
import type { LabScenario } from '../scenario.ts';
import type { Paint } from './paint.ts';
import { drawTable, plainTable, tableWidth } from './plain-table.ts';

const widths = [47, 8, 8, 8, 8] as const;

/** Whether other clients got a listing in each mode, and why they did not where the label says that they would. */
export function oracleTable(results: readonly OracleResult[], paint: Paint): string {
  const table = plainTable(widths, ['left', 'left', 'left', 'left', 'left']);
  table.push(['Scenario', ...modeCommands].map(title => paint.strong(title)));
  for (const result of results) table.push(...rowsOf(result, paint));
  return drawTable(table);
}

function rowsOf(result: OracleResult, paint: Paint): Table.Cell[][] {
  const name = wrapText(result.scenario.name, widths[0] - 1).join('\n');
  if (result.outcome === 'skipped') return [[name], below(`skipped: ${result.reason}`, paint.faint)];
  if (result.outcome === 'broken') return [[name], below(`BROKEN: ${result.problem}`, paint.wrong)];
  const { modes, scenario } = result;
  const differing = modeCommands.filter(command => modes[command].comparison === 'differs');
  return [
    [name, ...modeCommands.map(command => cell(modes, command, paint))],
    ...differing.map(command => below(difference(scenario, modes, command), paint.wrong)),
  ];
}

/** What does not count stands in brackets. */
function cell(modes: ComparedModes, command: ModeCommand, paint: Paint): string {
  const { trial, comparison } = modes[command];
  const word = trial.works === null ? '?' : trial.works ? 'works' : 'fails';
  if (comparison === 'differs') return paint.wrong(word.toUpperCase());
  return comparison === 'open' ? paint.faint(`(${word})`) : word;
}

function difference({ label }: LabScenario, modes: ComparedModes, command: ModeCommand): string {
  const { trial } = modes[command];
  const met = trial.works ? 'the listing came' : trial.why;
  return `${command}: the label says ${label.modes[command].join(' or ')}, but ${met}`;
}

function below(text: string, paint: (text: string) => string): Table.Cell[] {
  const lines = wrapText(escapeForTerminal(text), tableWidth - 3).map(line => `  ${paint(line)}`);
  return [{ content: lines.join('\n'), colSpan: widths.length }];
}
