import { Chalk } from 'chalk';
import { escapeForTerminal } from '../escape.ts';
import type { ReporterOptions } from '../reporter.ts';
import type { Line, Tone } from './line.ts';

/** Signs beside the words, never in place of them. */
interface Signs {
  readonly works: string;
  readonly broken: string;
  readonly caution: string;
  readonly unknown: string;
  readonly arrow: string;
  readonly rule: string;
  /** Two columns, before the step at which a walk ends. */
  readonly pointer: string;
}

const unicodeSigns: Signs = {
  works: '✓',
  broken: '✗',
  caution: '!',
  unknown: '?',
  arrow: '→',
  rule: '─',
  pointer: '✗✗',
};
const asciiSigns: Signs = {
  works: '+',
  broken: 'x',
  caution: '!',
  unknown: '?',
  arrow: '->',
  rule: '-',
  pointer: '>>',
};

/** How a report is drawn: everything that a block of it needs to know besides the report. */
export interface Theme {
  /** Columns that lines may take. */
  readonly width: number;
  readonly verbose: boolean;
  readonly signs: Signs;
  /** Escapes a text and gives it the colour of its tone. */
  paint(text: string, tone: Tone): string;
}

/** Wider lines are hard to read; narrower ones break tables. */
const widestLine = 110;
const narrowestLine = 60;

export function createTheme({ width, color, verbose, unicode = true }: ReporterOptions): Theme {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const painters: Readonly<Record<Tone, (text: string) => string>> = {
    plain: text => text,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    bad: chalk.red.bold,
    caution: chalk.yellow,
    command: chalk.cyan,
  };
  return {
    width: Math.min(Math.max(width, narrowestLine), widestLine),
    verbose,
    signs: unicode ? unicodeSigns : asciiSigns,
    paint: (text, tone) => painters[tone](escapeForTerminal(text)),
  };
}

/** The lines as one text that ends with a line end. */
export function paintLines(lines: readonly Line[], theme: Theme): string {
  const rows = lines.map(line =>
    'painted' in line ? line.painted : line.map(({ text, tone }) => theme.paint(text, tone)).join(''),
  );
  return `${rows.map(row => row.trimEnd()).join('\n')}\n`;
}
