import { Chalk } from 'chalk';
import { escapeForTerminal } from '../../../src/report/escape.ts';

/** Gives a text its colour where there are colours. What servers said is made harmless first. */
export interface Paint {
  right(text: string): string;
  wrong(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

export function createPaint(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    right: text => chalk.green(escapeForTerminal(text)),
    wrong: text => chalk.red.bold(escapeForTerminal(text)),
    faint: text => chalk.dim(escapeForTerminal(text)),
    strong: text => chalk.bold(escapeForTerminal(text)),
  };
}
