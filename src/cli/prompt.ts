import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { escapeForTerminal } from '../report/escape.ts';
import { Interrupted } from './interrupted.ts';

/** Asks on the terminal for a line that is not shown while it is typed. Rejects with {@link Interrupted} on Ctrl-C and Ctrl-D. */
export function askHidden(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  process.stderr.write(escapeForTerminal(question));
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () => reject(new Interrupted()));
    lines.once('SIGINT', () => lines.close());
  }).finally(() => {
    lines.close();
    process.stderr.write('\n');
  });
}
