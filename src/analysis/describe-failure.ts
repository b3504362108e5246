import type { Failure } from '../core/failure.ts';

/** How much of a server's own words is worth repeating in a note. */
const quoteLimit = 120;

/** The first line of a server's text, cut to a length that fits into a sentence. Control characters are left as they came. */
export function firstLine(text: string): string {
  const line = (text.split(/\r|\n/).find(part => part.trim() !== '') ?? '').trim();
  return line.length > quoteLimit ? `${line.slice(0, quoteLimit - 1)}…` : line;
}

/** A failure in a few words, for the note of a step: `no answer in 3200 ms`, `550 Permission denied.` */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'timeout':
      return failure.limitMs === 0 ? 'no answer' : `no answer in ${Math.round(failure.limitMs)} ms`;
    case 'refused':
      return 'refused (RST)';
    case 'reset':
      return 'the connection was reset';
    case 'closed':
      return 'the connection was closed';
    case 'unreachable':
      return unreachable[failure.scope];
    case 'rejected':
      return `${failure.code} ${firstLine(failure.text)}`.trim();
    case 'malformed':
      return `${failure.problem}: ${firstLine(failure.text)}`;
    case 'flood':
      return `more than ${failure.limitBytes} bytes came`;
    case 'tls':
      return failure.alert ? `TLS alert ${failure.alert}` : `TLS: ${firstLine(failure.reason)}`;
    case 'not-found':
      return 'no such name';
    case 'unresolvable':
      return 'the resolver failed';
    case 'no-arrival':
      return failure.limitMs === 0 ? 'no connection came' : `no connection came in ${Math.round(failure.limitMs)} ms`;
    case 'local':
      return firstLine(failure.text);
  }
}

const unreachable = {
  network: 'network unreachable',
  host: 'host unreachable',
  protocol: 'protocol unreachable',
  prohibited: 'prohibited',
} as const;
