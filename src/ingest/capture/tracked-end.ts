import { Disorder } from './disorder.ts';
import type { FlowEnd, RepeatedSegment, Reset } from './flow.ts';
import { formatAddress } from './format-address.ts';
import type { PayloadStream } from './payload-stream.ts';
import { int32 } from './read-integer.ts';
import type { TcpSegment } from './tcp-segment.ts';

/** A capture of several interfaces sees one packet several times, so close together; TCP itself repeats none as fast. */
const copyMs = 50;
/** The same, where no identification tells. */
const surelyCopyMs = 1;
/** Farther than that no window reaches (RFC 7323 §2.3): such a segment belongs to something else. */
const farthest = 2 ** 30;

/**
 * One end of a flow while it is followed. Its fields are written for each packet, so they are plain numbers: NaN is a time
 * that is not known, -1 a number that is not.
 */
export class TrackedEnd implements FlowEnd {
  readonly port: number;
  packets = 0;
  payloadBytes = 0;
  firstPayloadMs = Number.NaN;
  lastPayloadMs = Number.NaN;
  synTtl = -1;
  isn = 0;
  hasIsn = false;
  segmentSizeLimit = -1;
  scale = -1;
  windowClosings = 0;
  windowClosedMs = Number.NaN;
  finMs = Number.NaN;
  reset: Reset | null = null;
  largestSegment = 0;
  largestAcknowledged = 0;
  /** Whether `next` is known. */
  hasSequence = false;
  /** The sequence number after the highest payload byte seen. */
  next = 0;
  /** How far the other end has acknowledged, and whether it ever did. */
  acknowledged = 0;
  hasAcknowledged = false;
  /** The FIN's own sequence number. */
  finSequence = 0;
  /** Its payload in order; null before there is any, and once nobody wants more. */
  stream: PayloadStream | null = null;
  #disorder: Disorder | null = null;
  #lastSequence = 0;
  #lastLength = 0;
  #lastId = 0;
  #host: string | null = null;
  /** The address in words of 32 bits: of IPv4 the first one. They take a tenth of an array's memory. */
  readonly #word0: number;
  readonly #word1: number;
  readonly #word2: number;
  readonly #word3: number;
  readonly #version: 4 | 6;

  constructor(bytes: Uint8Array, addressAt: number, version: 4 | 6, port: number) {
    this.#version = version;
    this.#word0 = int32(bytes, addressAt);
    this.#word1 = version === 4 ? 0 : int32(bytes, addressAt + 4);
    this.#word2 = version === 4 ? 0 : int32(bytes, addressAt + 8);
    this.#word3 = version === 4 ? 0 : int32(bytes, addressAt + 12);
    this.port = port;
  }

  get host(): string {
    if (this.#host === null) {
      const bytes = Buffer.alloc(16);
      [this.#word0, this.#word1, this.#word2, this.#word3].forEach((word, index) => {
        bytes.writeInt32BE(word, 4 * index);
      });
      this.#host = formatAddress(bytes, 0, this.#version);
    }
    return this.#host;
  }

  get firstPayloadAtMs(): number | null {
    return known(this.firstPayloadMs);
  }

  get lastPayloadAtMs(): number | null {
    return known(this.lastPayloadMs);
  }

  get ttl(): number | null {
    return this.synTtl < 0 ? null : this.synTtl;
  }

  get initialSequence(): number | null {
    return this.hasIsn ? this.isn >>> 0 : null;
  }

  get mss(): number | null {
    return this.segmentSizeLimit < 0 ? null : this.segmentSizeLimit;
  }

  get windowScale(): number | null {
    return this.scale < 0 ? null : this.scale;
  }

  get windowClosedAtMs(): number | null {
    return known(this.windowClosedMs);
  }

  get finAtMs(): number | null {
    return known(this.finMs);
  }

  get unacknowledgedBytes(): number {
    if (!this.hasAcknowledged || !this.hasSequence) return 0;
    const toNext = (this.next - this.acknowledged) | 0;
    const toFin = Number.isNaN(this.finMs) ? 0 : (this.finSequence - this.acknowledged) | 0;
    const bytes = Math.max(toNext, toFin, 0);
    return bytes > farthest ? 0 : bytes;
  }

  get mostRepeated(): RepeatedSegment | null {
    return this.#disorder?.mostRepeated ?? null;
  }

  get retransmits(): number {
    return this.#disorder?.retransmits ?? 0;
  }

  get retransmittedBytes(): number {
    return this.#disorder?.retransmittedBytes ?? 0;
  }

  /** Whether its FIN was seen and acknowledged. */
  get isFinAcknowledged(): boolean {
    return !Number.isNaN(this.finMs) && this.hasAcknowledged && ((this.acknowledged - this.finSequence) | 0) > 0;
  }

  /** Begins to count at a sequence number: that of the first payload byte. */
  start(sequence: number): void {
    this.next = sequence;
    this.hasSequence = true;
  }

  /** Notes the receive window that it announces. */
  window(size: number, nowMs: number): void {
    if (size > 0) this.windowClosedMs = Number.NaN;
    else if (size === 0 && Number.isNaN(this.windowClosedMs)) {
      this.windowClosings += 1;
      this.windowClosedMs = nowMs;
    }
  }

  /** Notes that the other end has everything before `sequence`. */
  acknowledge(sequence: number): void {
    if (this.hasAcknowledged && ((sequence - this.acknowledged) | 0) <= 0) return;
    this.acknowledged = sequence;
    this.hasAcknowledged = true;
    if (this.hasSequence && ((sequence - this.next) | 0) >= 0) this.largestAcknowledged = this.largestSegment;
    this.#disorder?.acknowledge(sequence);
  }

  /**
   * Notes a segment's payload. False when it is nothing to look at further: a copy of the packet before it, a probe that
   * keeps the connection alive, or nothing of this flow.
   */
  sent(segment: TcpSegment, sequence: number, packetId: number, nowMs: number): boolean {
    const length = segment.payloadLength;
    if (!this.hasSequence) this.start(sequence);
    const ahead = (sequence - this.next) | 0;
    if (ahead !== 0 && !this.#isOutOfOrder(ahead, sequence, length, packetId, nowMs)) return false;
    if (Number.isNaN(this.firstPayloadMs)) this.firstPayloadMs = nowMs;
    const added = ahead + length;
    if (added > 0) {
      this.payloadBytes += added;
      this.next = (this.next + added) | 0;
      if (length > this.largestSegment) this.largestSegment = length;
    }
    this.lastPayloadMs = nowMs;
    this.#lastSequence = sequence;
    this.#lastLength = length;
    this.#lastId = packetId;
    return true;
  }

  /** What follows is nothing that the sender counts on: see {@link sent}. */
  #isOutOfOrder(ahead: number, sequence: number, length: number, packetId: number, nowMs: number): boolean {
    if (Math.abs(ahead) > farthest) return false;
    if (ahead < 0 && (this.#isCopy(sequence, length, packetId, nowMs) || (ahead === -1 && length === 1))) return false;
    this.#disorder ??= new Disorder();
    if (ahead > 0) this.#disorder.skipped(this.next, sequence, nowMs);
    else this.#disorder.came(sequence, length, Math.min(length, -ahead), nowMs);
    return true;
  }

  #isCopy(sequence: number, length: number, packetId: number, nowMs: number): boolean {
    if (sequence !== this.#lastSequence || length !== this.#lastLength || packetId !== this.#lastId) return false;
    return nowMs - this.lastPayloadMs < (packetId === 0 ? surelyCopyMs : copyMs);
  }
}

function known(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}
