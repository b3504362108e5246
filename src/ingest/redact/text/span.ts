/** What a place in a text holds. A secret outweighs everything else, and each kind those after it. */
export type SpanKind = 'secret' | 'address' | 'host' | 'user' | 'file';

/** A place in a text, from `start` to before `end`. */
export interface Span {
  readonly kind: SpanKind;
  readonly start: number;
  readonly end: number;
}

const order: readonly SpanKind[] = ['secret', 'address', 'host', 'user', 'file'];

/**
 * The spans of a text of that length, in its order; of those that overlap the one of the weightier kind stays, then the
 * longer one.
 */
export function withoutOverlaps<Any extends Span>(spans: readonly Any[], length: number): readonly Any[] {
  if (spans.length < 2) return spans;
  const isTaken = new Uint8Array(length);
  const byWeight = spans.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept = byWeight.filter(({ start, end }) => {
    if (isTaken.subarray(start, end).includes(1)) return false;
    isTaken.fill(1, start, end);
    return end > start;
  });
  return kept.sort((a, b) => a.start - b.start);
}
