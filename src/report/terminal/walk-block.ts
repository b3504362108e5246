import type { ModeResult, WalkStep } from '../../core/diagnosis.ts';
import { type Endpoint, formatEndpoint } from '../../core/endpoint.ts';
import { escapeForTerminal } from '../escape.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, paragraph, type Span, span, type Tone } from './line.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';
import { wrapText } from './wrap-text.ts';

const knownWords: Readonly<Record<WalkStep['known'], string>> = {
  packet: 'packet',
  kernel: 'kernel',
  socket: 'socket',
  reply: 'reply',
  log: 'log',
  'not-known': 'not seen',
};

const numberColumn = 6;
const directionColumn = 18;
const tookColumn = 9;
const knownColumn = 10;

/** One mode told as its numbered steps. It ends visibly where it broke. */
export function walkBlock(mode: ModeResult, theme: Theme): Line[] {
  const { width } = theme;
  const whatColumn = width - numberColumn - directionColumn - tookColumn - knownColumn;
  const lines: Line[] = [
    blank,
    [span(`${mode.command}, step by step`, 'strong'), span(` (${mode.family} mode)`, 'faint')],
    [
      span(' '.repeat(numberColumn)),
      span('from'.padEnd(directionColumn) + 'what'.padEnd(whatColumn) + 'took'.padStart(tookColumn), 'faint'),
      span('  known by', 'faint'),
    ],
  ];
  const connections = new Map<string, string>();
  let between = '';
  for (const step of mode.steps) {
    if (notReached(step, mode)) continue;
    const ends = endsOf(step);
    const pair = [...ends].sort().join(' ');
    if (ends.length > 0 && pair !== between) {
      between = pair;
      const role = connections.size === 0 || connections.keys().next().value === pair ? 'control' : 'data';
      const shown = connections.get(pair) ?? `${role} connection ${ends.join(` ${theme.signs.arrow} `)}`;
      connections.set(pair, shown);
      lines.push(...paragraph(shown, { width, indent: numberColumn, tone: 'faint' }));
    }
    lines.push(...stepLines(step, mode, whatColumn, theme));
  }
  const left = mode.steps.filter(step => notReached(step, mode));
  if (left.length > 0) lines.push(...leftOut(left, theme));
  return lines;
}

function stepLines(step: WalkStep, mode: ModeResult, whatColumn: number, theme: Theme): Line[] {
  const broken = step.n === mode.failedStep;
  const tone = toneOf(step, broken);
  // The analyzer writes arrows of its own into what was sent.
  const what = step.what.replaceAll('→', theme.signs.arrow);
  const direction = `${step.from} ${theme.signs.arrow} ${step.to}`;
  const [first = '', ...more] = wrapText(escapeForTerminal(what), whatColumn - 1);
  const row: Span[] = [
    span(`${broken ? theme.signs.pointer : '  '}${String(step.n).padStart(3)} `, tone),
    span((step.from === 'both' ? 'both ways' : direction).padEnd(directionColumn), broken ? tone : 'faint'),
    span(first + ' '.repeat(Math.max(whatColumn - textWidth(first), 1)), tone),
    span((step.tookMs === null ? '' : formatDuration(step.tookMs)).padStart(tookColumn), tone),
    span(step.status === 'ok' || broken ? `  ${knownWords[step.known]}` : '', 'faint'),
  ];
  const margin = span(' '.repeat(numberColumn + directionColumn));
  const lines: Line[] = [row, ...more.map(part => [margin, span(part, tone)])];
  const { width } = theme;
  if (broken) {
    const lead = span(`${theme.signs.broken} IT BROKE HERE: `, 'bad');
    lines.push(...paragraph(step.note || mode.reason, { width, indent: numberColumn, tone: 'bad', lead }));
  } else if (step.note !== '') {
    lines.push(...paragraph(step.note, { width, indent: numberColumn + directionColumn, tone: 'faint' }));
  }
  return lines;
}

function leftOut(steps: readonly WalkStep[], { width }: Theme): Line[] {
  const text = steps.map(({ n, what }) => `${n} ${what}`).join(', ');
  const lead = span('not reached: ', 'faint');
  return paragraph(text, { width, indent: numberColumn, tone: 'faint', lead });
}

/** Steps after the break that never happened are told in one line, so that the break stands out. */
function notReached(step: WalkStep, { failedStep }: ModeResult): boolean {
  return failedStep !== null && step.n > failedStep && step.status === 'skipped';
}

/** Both ends of the connection that a step belongs to, one of which may be known by its role alone; empty for none. */
function endsOf({ from, to, fromEndpoint, toEndpoint }: WalkStep): string[] {
  if (fromEndpoint === null && toEndpoint === null) return [];
  return [endOf(fromEndpoint, from), endOf(toEndpoint, to)];
}

function endOf(endpoint: Endpoint | null, role: WalkStep['from']): string {
  return endpoint === null ? role : formatEndpoint(endpoint);
}

function toneOf(step: WalkStep, broken: boolean): Tone {
  if (broken) return 'bad';
  return step.status === 'ok' ? 'plain' : 'faint';
}
