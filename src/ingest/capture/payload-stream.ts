import type { Flow, Side } from './flow.ts';
import type { FlowListener } from './flow-listener.ts';

/** Out of order, one flow's side holds so much and so many pieces: then what is missing will not come. */
const mostHeldBytes = 262_144;
const mostHeldPieces = 256;
/** All flows together. */
const mostHeldInAll = 16 * 1_048_576;
/** A hole whose bytes the receiver has acknowledged was lost by the capture, unless packets were written down out of order. */
const patienceMs = 100;

/** Counts what all streams of a capture hold. */
export class HeldBytes {
  inAll = 0;
}

/** A part of a segment that came before its turn. */
interface Piece {
  readonly sequence: number;
  readonly length: number;
  /** As much as was captured, from its beginning. */
  readonly captured: Uint8Array;
}

/**
 * The payload of one side of a flow, brought into order. Where bytes came twice, the first ones count. What is missing and
 * will not come is told as a gap.
 */
export class PayloadStream {
  readonly #flow: Flow;
  readonly #side: Side;
  readonly #listener: FlowListener;
  readonly #held: HeldBytes;
  #next: number;
  #pieces: Piece[] = [];
  #pieceBytes = 0;
  #holeSinceMs = 0;
  #isWanted = true;

  /** `next` is the sequence number of the first byte. */
  constructor(flow: Flow, side: Side, listener: FlowListener, held: HeldBytes, next: number) {
    this.#flow = flow;
    this.#side = side;
    this.#listener = listener;
    this.#held = held;
    this.#next = next;
  }

  /** Whether the listener wants more. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Takes a segment of `length` bytes, of which `captured` ones are in `bytes` from `at`. */
  take(bytes: Uint8Array, at: number, captured: number, length: number, sequence: number, nowMs: number): void {
    const skip = (this.#next - sequence) | 0;
    if (skip >= length) return;
    if (skip >= 0 && this.#pieces.length === 0) {
      this.#hand(bytes.subarray(at + Math.min(skip, captured), at + captured), length - skip, nowMs);
      return;
    }
    if (this.#pieces.length === 0) this.#holeSinceMs = nowMs;
    const from = Math.max(skip, 0);
    this.#hold(bytes.subarray(at + Math.min(from, captured), at + captured), (sequence + from) | 0, length - from);
    this.#handReady(nowMs);
    if (this.#pieceBytes > mostHeldBytes || this.#pieces.length > mostHeldPieces || this.#held.inAll > mostHeldInAll)
      this.flush(nowMs);
  }

  /**
   * The receiver has everything before `sequence`. With `isSure`, what is missing of that was lost by the capture;
   * otherwise only when it has been missing for a while.
   */
  acknowledge(sequence: number, isSure: boolean, nowMs: number): void {
    const missing = (sequence - this.#next) | 0;
    if (missing <= 0) return;
    // The sequence number of a FIN that was not captured looks like one missing byte.
    if (missing === 1 && this.#pieces.length === 0) return;
    if (!isSure && (this.#pieces.length === 0 || nowMs - this.#holeSinceMs < patienceMs)) return;
    this.#skipTo(sequence, nowMs);
  }

  /** Hands on everything that is held, with gaps for what is missing; then up to `end`, if that is known. */
  flush(nowMs: number, end: number | null = null): void {
    while (this.#isWanted) {
      const [piece] = this.#pieces;
      if (piece === undefined) break;
      this.#skipTo(piece.sequence, nowMs);
    }
    if (this.#isWanted && end !== null && ((end - this.#next) | 0) > 0) this.#skipTo(end, nowMs);
  }

  /** Forgets what is held. */
  release(): void {
    this.#isWanted = false;
    this.#held.inAll -= this.#pieceBytes;
    this.#pieceBytes = 0;
    this.#pieces = [];
  }

  #skipTo(sequence: number, nowMs: number): void {
    this.#handReady(nowMs);
    while (this.#isWanted && ((sequence - this.#next) | 0) > 0) {
      const [piece] = this.#pieces;
      const until = piece === undefined || ((piece.sequence - sequence) | 0) > 0 ? sequence : piece.sequence;
      this.#gap((until - this.#next) | 0, nowMs);
      this.#next = until;
      this.#handReady(nowMs);
    }
  }

  #handReady(nowMs: number): void {
    while (this.#isWanted) {
      const [piece] = this.#pieces;
      const ahead = piece === undefined ? 1 : (piece.sequence - this.#next) | 0;
      if (piece === undefined || ahead > 0) return;
      this.#pieces.shift();
      this.#pieceBytes -= piece.captured.length;
      this.#held.inAll -= piece.captured.length;
      // Numbers that are half of all numbers away are neither before nor behind: what they hold is given up.
      if (ahead < 0) continue;
      this.#holeSinceMs = nowMs;
      this.#hand(piece.captured, piece.length, nowMs);
    }
  }

  /** Hands on what was captured of the next `length` bytes, and a gap for the rest. */
  #hand(captured: Uint8Array, length: number, nowMs: number): void {
    this.#next = (this.#next + length) | 0;
    if (captured.length > 0 && this.#listener.payload(this.#flow, this.#side, captured, nowMs) === 'enough')
      this.release();
    else this.#gap(length - captured.length, nowMs);
  }

  #gap(bytes: number, nowMs: number): void {
    if (bytes > 0 && this.#isWanted) this.#listener.gap(this.#flow, this.#side, bytes, nowMs);
  }

  /** Keeps those parts of a segment that are not held yet, in order. */
  #hold(captured: Uint8Array, sequence: number, length: number): void {
    const end = (sequence + length) | 0;
    let from = sequence;
    const pieces: Piece[] = [];
    const addUpTo = (until: number): void => {
      const size = (until - from) | 0;
      if (size <= 0) return;
      const skip = (from - sequence) | 0;
      const part = captured.slice(skip, skip + size);
      this.#pieceBytes += part.length;
      this.#held.inAll += part.length;
      pieces.push({ sequence: from, length: size, captured: part });
      from = until;
    };
    for (const piece of this.#pieces) {
      addUpTo(((end - piece.sequence) | 0) < 0 ? end : piece.sequence);
      pieces.push(piece);
      const pieceEnd = (piece.sequence + piece.length) | 0;
      if (((pieceEnd - from) | 0) > 0) from = pieceEnd;
    }
    addUpTo(end);
    this.#pieces = pieces;
  }
}
