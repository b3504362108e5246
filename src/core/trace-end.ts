import type { TraceHop } from './step-values.ts';

/** What ends a trace: the port itself, or whoever answers in its name. */
export type TraceEnd = TraceHop & { readonly answer: Exclude<TraceHop['answer'], 'none' | 'time-exceeded'> };

/** Whether nothing beyond this hop tells more: neither a router on the way answered, nor nobody. */
export function isTraceEnd(hop: TraceHop): hop is TraceEnd {
  return hop.answer !== 'none' && hop.answer !== 'time-exceeded';
}
