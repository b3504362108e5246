import type { RepeatedSegment } from './flow.ts';

interface Repeated extends RepeatedSegment {
  sequence: number;
  bytes: number;
  repeats: number;
  firstAtMs: number;
  lastAtMs: number;
  isAcknowledged: boolean;
}

/** Finds the segment that was sent again most often. Only the latest one and the record are remembered. */
export class MostRepeated {
  #most: Repeated | null = null;
  #latest: Repeated | null = null;

  get most(): RepeatedSegment | null {
    return this.#most;
  }

  /** Notes that a segment was sent again. */
  add(sequence: number, bytes: number, nowMs: number): void {
    let latest = this.#latest;
    if (latest === null || latest.sequence !== sequence) {
      latest = { sequence, bytes, repeats: 0, firstAtMs: nowMs, lastAtMs: nowMs, isAcknowledged: false };
      this.#latest = latest;
    }
    latest.repeats += 1;
    latest.lastAtMs = nowMs;
    if (this.#most === null || latest.repeats > this.#most.repeats) this.#most = latest;
  }

  /** Notes that the receiver has everything before `sequence`. */
  acknowledge(sequence: number): void {
    acknowledgeUpTo(this.#most, sequence);
    acknowledgeUpTo(this.#latest, sequence);
  }
}

function acknowledgeUpTo(segment: Repeated | null, sequence: number): void {
  if (segment !== null && ((sequence - segment.sequence - segment.bytes) | 0) >= 0) segment.isAcknowledged = true;
}
