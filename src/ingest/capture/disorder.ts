import type { RepeatedSegment } from './flow.ts';

/** A segment that comes so soon after the one that skipped it was overtaken on its way, not sent again (tshark's figure, too). */
const reorderingMs = 3;

interface Repeated extends RepeatedSegment {
  sequence: number;
  bytes: number;
  repeats: number;
  firstAtMs: number;
  lastAtMs: number;
  isAcknowledged: boolean;
}

/** What came out of order from one end of a flow: repeated, or overtaken. Most flows need none. */
export class Disorder {
  retransmits = 0;
  retransmittedBytes = 0;
  /** The latest hole: sequence numbers that were skipped, and when. */
  #holeFrom = 0;
  #holeTo = 0;
  #holeMs = Number.NaN;
  /** The segment sent again most often, and the one sent again last; no others are remembered. */
  #most: Repeated | null = null;
  #latest: Repeated | null = null;

  /** The segment that was sent again most often. */
  get mostRepeated(): RepeatedSegment | null {
    return this.#most;
  }

  /** Notes that a segment skipped some sequence numbers. */
  skipped(from: number, to: number, nowMs: number): void {
    this.#holeFrom = from;
    this.#holeTo = to;
    this.#holeMs = nowMs;
  }

  /** Notes a segment with payload of which `known` bytes had been seen, or skipped, before. */
  came(sequence: number, length: number, known: number, nowMs: number): void {
    if (this.#fillsHole(sequence, length, nowMs)) return;
    this.retransmits += 1;
    this.retransmittedBytes += known;
    let latest = this.#latest;
    if (latest === null || latest.sequence !== sequence) {
      latest = { sequence, bytes: length, repeats: 0, firstAtMs: nowMs, lastAtMs: nowMs, isAcknowledged: false };
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

  #fillsHole(sequence: number, length: number, nowMs: number): boolean {
    if (!(nowMs - this.#holeMs < reorderingMs)) return false;
    return ((sequence - this.#holeFrom) | 0) >= 0 && ((sequence + length - this.#holeTo) | 0) <= 0;
  }
}

function acknowledgeUpTo(segment: Repeated | null, sequence: number): void {
  if (segment !== null && ((sequence - segment.sequence - segment.bytes) | 0) >= 0) segment.isAcknowledged = true;
}
