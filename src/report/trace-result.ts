import type { TraceHop, TraceValue } from '../core/step-values.ts';
import { isTraceEnd, type TraceEnd } from '../core/trace-end.ts';

/** `silent behind hop 2, 198.18.0.1`, `reset at hop 3`, `answers at hop 4`: how far SYNs to a port come. */
export function traceInWords({ hops }: TraceValue): string {
  const end = hops.find(isTraceEnd);
  if (end !== undefined) return `${endWords[end.answer](end)} at hop ${end.ttl}`;
  const last = hops.findLast(({ answer }) => answer === 'time-exceeded');
  return last === undefined ? 'no hop answers' : `silent behind hop ${last.ttl}, ${last.from}`;
}

/** What answered at one hop: an address, with what it said where it was no router on the way. */
export function hopInWords({ answer, from }: TraceHop): string {
  switch (answer) {
    case 'none':
      return 'no answer';
    case 'time-exceeded':
      return `${from}`;
    case 'unreachable':
      return `${from}: rejected by ICMP`;
    case 'reset':
      return `${from}: RST`;
    case 'syn-ack':
      return `${from}: open`;
  }
}

const endWords: Readonly<Record<TraceEnd['answer'], (hop: TraceHop) => string>> = {
  'syn-ack': () => 'open',
  reset: () => 'RST',
  unreachable: ({ from }) => `rejected by ${from}`,
};
