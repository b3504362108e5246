import type { TranscriptLine } from '../core/evidence.ts';

const mostLines = 2000;
const longestLine = 500;

/** What was said on the control connections, bounded; callers hand in PASS already masked. */
export class Transcript {
  readonly #lines: TranscriptLine[] = [];

  add(atMs: number, session: number, direction: TranscriptLine['direction'], text: string): void {
    if (this.#lines.length < mostLines) {
      this.#lines.push({ atMs, session, direction, text: text.slice(0, longestLine) });
    }
  }

  toEvidence(): readonly TranscriptLine[] {
    return this.#lines;
  }
}
