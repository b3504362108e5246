import Table from 'cli-table3';
import type { ModeResult, ModeStatus } from '../../core/diagnosis.ts';
import type { Evidence } from '../../core/evidence.ts';
import { escapeForTerminal } from '../escape.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, type Tone } from './line.ts';
import type { Theme } from './theme.ts';
import { wrapText } from './wrap-text.ts';

const resultWords: Readonly<Record<ModeStatus, { readonly word: string; readonly tone: Tone }>> = {
  ok: { word: 'works', tone: 'good' },
  failed: { word: 'FAILED', tone: 'bad' },
  refused: { word: 'REFUSED', tone: 'bad' },
  skipped: { word: 'not tried', tone: 'faint' },
};

const modeColumn = 18;
const resultColumn = 11;
const timeColumn = 9;

/** Longest reason that the table shows: it is a glance, and a server's text may be long. */
const reasonLimit = 160;

/** The four modes at a glance. */
export function modesTable(modes: readonly ModeResult[], theme: Theme, clock: Evidence['clock'] = 'exact'): Line[] {
  const whereColumn = theme.width - modeColumn - resultColumn - timeColumn - 1;
  const { rule } = theme.signs;
  const table = new Table({
    head: ['  Mode', 'Result', 'Where it broke', 'Time'].map(title => theme.paint(title, 'strong')),
    colWidths: [modeColumn, resultColumn, whereColumn, timeColumn],
    colAligns: ['left', 'left', 'left', 'right'],
    chars: { ...noBorders, 'bottom-left': '' },
    // The library colours heads and borders even into pipes: an empty list is the only way to stop it.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
  });
  table.push(
    [
      `  ${rule.repeat(modeColumn - 3)}`,
      rule.repeat(resultColumn - 1),
      rule.repeat(whereColumn - 1),
      rule.repeat(timeColumn - 1),
    ].map(text => theme.paint(text, 'faint')),
  );
  for (const mode of modes) {
    const { word, tone } = resultWords[mode.status];
    const where = wrapText(escapeForTerminal(whereItBroke(mode), reasonLimit), whereColumn - 1);
    table.push([
      `  ${theme.paint(mode.command, 'strong')}  ${theme.paint(mode.family, 'faint')}`,
      theme.paint(word, tone),
      where.map(part => theme.paint(part, mode.status === 'skipped' ? 'faint' : 'plain')).join('\n'),
      theme.paint(mode.status === 'skipped' ? '' : formatDuration(mode.durationMs, clock), 'plain'),
    ]);
  }
  return [
    blank,
    ...table
      .toString()
      .split('\n')
      .map(painted => ({ painted })),
  ];
}

function whereItBroke({ failedStep, reason, steps }: ModeResult): string {
  // The column before has said it already.
  if (failedStep === null) return reason.replace(/^not tried: /i, '');
  const step = steps.find(({ n }) => n === failedStep);
  // A reply, or a reason that begins with the step's own name, says enough.
  const isClear = step === undefined || reason.startsWith(step.what) || /^\d{3} /.test(reason);
  const what = isClear ? '' : `, ${step.what}`;
  return `step ${failedStep} of ${steps.length}${what}${reason === '' ? '' : `: ${reason}`}`;
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;
