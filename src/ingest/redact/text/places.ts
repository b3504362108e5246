import type { Span, SpanKind } from './span.ts';

/** A form of words in which something stands. */
export interface Place {
  /** What a line must have for the pattern to be worth a try. */
  readonly hint: RegExp;
  /** With flags `d` and `g`; its first group is what is looked for. */
  readonly pattern: RegExp;
}

/** What the first groups of the patterns stand on in the line. */
export function findPlaces(line: string, places: readonly Place[], kind: SpanKind): readonly Span[] {
  const spans: Span[] = [];
  for (const { hint, pattern } of places) {
    if (!hint.test(line)) continue;
    for (const match of line.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? [0, 0];
      if (end > start) spans.push({ kind, start, end });
    }
  }
  return spans;
}
