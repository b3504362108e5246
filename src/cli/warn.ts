import { escapeForTerminal } from '../report/escape.ts';

/** One line on stderr in ftpdiag's name. */
export function warn(message: string): void {
  process.stderr.write(`ftpdiag: ${escapeForTerminal(message)}\n`);
}
