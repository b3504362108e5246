import type { Evidence } from '../../core/evidence.ts';
import { escapeForTerminal } from '../escape.ts';
import { type ExperimentResult, experimentResults } from '../experiment-results.ts';
import type { Report } from '../report.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';
import { wrapText } from './wrap-text.ts';

const margin = '  ';
const triedColumn = 38;
const tookColumn = 9;

/** Longest piece of a result that is shown: it may quote a server. */
const cameLimit = 160;

const stateTones: Readonly<Record<ExperimentResult['state'], Tone>> = {
  open: 'good',
  closed: 'plain',
  unfinished: 'faint',
};

/** What was tried beyond the four modes to tell causes apart, one line each; nothing when nothing called for it. */
export function experimentsBlock({ evidence }: Report, theme: Theme): Line[] {
  const results = experimentResults(evidence);
  if (results.length === 0) return [];
  return [
    blank,
    [span(evidence.source.kind === 'live' ? 'Tried beyond the modes, to tell causes apart' : 'Tried again', 'strong')],
    ...results.flatMap(result => resultLines(result, theme, evidence.clock)),
  ];
}

function resultLines(
  { tried, came, why, state, tookMs }: ExperimentResult,
  { width, verbose }: Theme,
  clock: Evidence['clock'],
): Line[] {
  const cameColumn = width - margin.length - triedColumn - tookColumn;
  const left = wrapText(escapeForTerminal(tried), triedColumn - 2);
  const right = came.flatMap(text => wrapText(escapeForTerminal(text, cameLimit), cameColumn - 1));
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row): Line => {
    const took = row === 0 && state !== 'unfinished' ? formatDuration(tookMs, clock) : '';
    return [
      span(margin + filled(left[row] ?? '', triedColumn)),
      span(filled(right[row] ?? '', cameColumn), stateTones[state]),
      span(took.padStart(tookColumn)),
    ];
  });
  return verbose ? [...rows, ...paragraph(why, { width, indent: 4, tone: 'faint' })] : rows;
}

function filled(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - textWidth(text), 0));
}
