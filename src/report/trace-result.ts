import type { TraceHop, TraceValue } from '../core/step-values.ts';

/** `silent behind hop 2, 198.18.0.1`, `reset at hop 3`, `answers at hop 4`: how far SYNs to a port come. */
export function traceInWords({ hops }: TraceValue): string {
  const end = hops.find(isEnd);
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

type End = Exclude<TraceHop['answer'], 'none' | 'time-exceeded'>;

function isEnd(hop: TraceHop): hop is TraceHop & { readonly answer: End } {
  return hop.answer !== 'none' && hop.answer !== 'time-exceeded';
}

const endWords: Readonly<Record<End, (hop: TraceHop) => string>> = {
  'syn-ack': () => 'open',
  reset: () => 'RST',
  unreachable: ({ from }) => `rejected by ${from}`,
};
