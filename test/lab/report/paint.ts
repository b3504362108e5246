import { Chalk } from 'chalk';
import { escapeForTerminal } from '../../../src/report/escape.ts';

/** Gives a text its colour where there are colours. */
export type Painter = (text: string) => string;

/** What servers said is made harmless by each of them. */
export type Paint = Readonly<Record<'plain' | 'right' | 'wrong' | 'faint' | 'strong', Painter>>;

export function createPaint(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    plain: text => escapeForTerminal(text),
    right: text => chalk.green(escapeForTerminal(text)),
    wrong: text => chalk.red.bold(escapeForTerminal(text)),
    faint: text => chalk.dim(escapeForTerminal(text)),
    strong: text => chalk.bold(escapeForTerminal(text)),
  };
}
