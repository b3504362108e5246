import type { Failure } from '../core/failure.ts';
import { describeFailure, firstLine } from './describe-failure.ts';

/** A refusal as a summary tells it: `“550 Permission denied.”` */
export function quoteRefusal(failure: Failure): string {
  return `“${describeFailure(failure)}”`;
}

/** The first line of a server's text in quotation marks, cut where it is very long. */
export function quote(text: string): string {
  return `“${firstLine(text)}”`;
}

/** `PASV`, `PASV and EPSV`, `PASV, EPSV and PORT`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `40012`, or `40012-40031` from the lowest to the highest; empty for none. */
export function spanOfPorts(ports: readonly number[]): string {
  if (ports.length === 0) return '';
  const low = Math.min(...ports);
  const high = Math.max(...ports);
  return low === high ? `${low}` : `${low}-${high}`;
}
