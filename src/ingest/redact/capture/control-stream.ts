/** Bytes without a gap in one direction of a control connection. */
export interface Run {
  /** From the stream's first byte seen; may be negative where packets came out of order. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Whether nothing is missing in front of it. */
  readonly isBeginning: boolean;
}

interface Segment {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Nobody says more than that on a control connection; the rest is not kept, and goes out as zeros. */
const mostBytes = 2 * 1_048_576;

/** What one end of a control connection sent, by its sequence numbers, and what is to stand in its place. */
export class ControlStream {
  #segments: Segment[] = [];
  #size = 0;
  #base: number | null = null;
  /** Sequence number of the first byte, where its SYN was seen. */
  #start: number | null = null;
  #edited: readonly Run[] = [];

  /** A SYN with this sequence number began it. */
  begin(sequence: number): void {
    this.#start ??= (sequence + 1) | 0;
  }

  add(sequence: number, bytes: Uint8Array): void {
    this.#base ??= sequence;
    if (this.#size + bytes.length > mostBytes) return;
    this.#size += bytes.length;
    this.#segments.push({ offset: (sequence - this.#base) | 0, bytes: bytes.slice() });
  }

  /** The packets' payloads as they came. */
  get segments(): readonly Uint8Array[] {
    return this.#segments.map(({ bytes }) => bytes);
  }

  /** What was sent, in order and each byte once; of bytes that were sent twice and differ, the first ones. */
  runs(): readonly Run[] {
    const runs: Run[] = [];
    let pieces: Uint8Array[] = [];
    let from = 0;
    let end = 0;
    const complete = (): void => {
      if (pieces.length === 0) return;
      const isBeginning = this.#start !== null && this.#start === (((this.#base ?? 0) + from) | 0);
      runs.push({ offset: from, bytes: Buffer.concat(pieces), isBeginning });
    };
    for (const { offset, bytes } of this.#segments.toSorted((a, b) => a.offset - b.offset)) {
      if (pieces.length === 0 || offset > end) {
        complete();
        pieces = [bytes];
        from = offset;
        end = offset + bytes.length;
      } else if (offset + bytes.length > end) {
        pieces.push(bytes.subarray(end - offset));
        end = offset + bytes.length;
      }
    }
    complete();
    return runs;
  }

  /** Keeps what stands in place of the runs, and lets go of what was sent. */
  replace(runs: readonly Run[]): void {
    this.#edited = runs;
    this.#segments = [];
  }

  /** Writes what stands in place of the bytes from `sequence` on; what is not known becomes zeros. */
  write(sequence: number, bytes: Uint8Array): void {
    bytes.fill(0);
    const offset = (sequence - (this.#base ?? sequence)) | 0;
    for (let index = this.#lastBefore(offset); index < this.#edited.length; index += 1) {
      const run = this.#edited[index];
      if (run === undefined || run.offset >= offset + bytes.length) break;
      const skipped = offset - run.offset;
      const source = run.bytes.subarray(Math.max(skipped, 0), Math.max(skipped + bytes.length, 0));
      bytes.set(source, Math.max(-skipped, 0));
    }
  }

  /** The last run that begins at or before the offset, or 0. */
  #lastBefore(offset: number): number {
    let low = 0;
    let high = this.#edited.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#edited[middle]?.offset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
