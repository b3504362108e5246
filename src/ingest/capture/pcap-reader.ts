import type { ByteWindow } from './byte-window.ts';
import type { DamageLog } from './damage-log.ts';
import type { PacketSink } from './packet-sink.ts';
import { uint32, uint32Little } from './read-integer.ts';

const fileHeaderBytes = 24;
const recordHeaderBytes = 16;
/** What tcpdump and Wireshark take for the longest packet, where the file's own snap length names no more. */
const usualLongest = 262_144;
/** No packet is longer, whatever the file says: it has to fit into memory. */
const longestEver = 1_048_576;
/** A capture's packets are not farther apart than that, when a lost beginning of a packet is searched for. */
const farthestSeconds = 30 * 86_400;

/** What stands at a place where a packet should begin. */
type Verdict = 'packet' | 'nonsense' | 'undecided';

/**
 * Reads pcap, the format of libpcap: a header of 24 bytes, then packets with 16 bytes before each
 * (draft-ietf-opsawg-pcap). Both byte orders; micro- and nanoseconds.
 */
export class PcapReader {
  /** The format has no place for how many packets were lost. */
  readonly lostPackets = null;
  readonly #sink: PacketSink;
  readonly #damage: DamageLog;
  #hasHeader = false;
  #isLost = false;
  #read: (bytes: Uint8Array, at: number) => number = uint32;
  #nanosPerUnit = 1000;
  #linkType = 0;
  #longest = usualLongest;
  #lastSeconds = -1;

  constructor(sink: PacketSink, damage: DamageLog) {
    this.#sink = sink;
    this.#damage = damage;
  }

  /** Hands on every whole packet and leaves the rest; with `isEnd`, nothing will follow. */
  read(window: ByteWindow, isEnd: boolean): void {
    if (!this.#hasHeader && !this.#readHeader(window, isEnd)) return;
    while (window.start < window.end) {
      const goesOn = this.#isLost ? this.#search(window, isEnd) : this.#readPackets(window);
      if (!goesOn && (!isEnd || this.#isLost || !this.#readLast(window))) break;
    }
  }

  #readHeader(window: ByteWindow, isEnd: boolean): boolean {
    const { bytes, start, end } = window;
    if (end - start < fileHeaderBytes) {
      if (isEnd) {
        this.#damage.add(window.offsetOf(start), 'the file ends within its header');
        window.start = end;
      }
      return false;
    }
    const magic = uint32(bytes, start);
    const isLittle = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
    this.#read = isLittle ? uint32Little : uint32;
    this.#nanosPerUnit = this.#read(bytes, start) === 0xa1b23c4d ? 1 : 1000;
    const snapLength = this.#read(bytes, start + 16);
    this.#longest = Math.min(Math.max(snapLength, usualLongest), longestEver);
    // The upper bits tell of a frame check sequence, which the IP length leaves out anyway.
    this.#linkType = this.#read(bytes, start + 20) & 0xffff;
    this.#hasHeader = true;
    window.start += fileHeaderBytes;
    return true;
  }

  /** False when more bytes are needed; true when something is wrong, and a packet has to be searched for. */
  #readPackets(window: ByteWindow): boolean {
    const { bytes, end } = window;
    const read = this.#read;
    let at = window.start;
    while (at + recordHeaderBytes <= end) {
      const length = read(bytes, at + 8);
      if (length > this.#longest) {
        this.#lose(window, at, `a packet of ${length} bytes, which cannot be true`);
        return true;
      }
      const next = at + recordHeaderBytes + length;
      if (next > end) break;
      if (next + recordHeaderBytes <= end && read(bytes, next + 8) > this.#longest && this.#hides(window, at, next)) {
        this.#lose(window, at, `a packet of ${length} bytes, in which others begin`);
        return true;
      }
      this.#hand(bytes, at, next);
      at = next;
    }
    window.start = at;
    return false;
  }

  /** What is left at the file's end of a packet that was not written whole. True when it is no packet after all. */
  #readLast(window: ByteWindow): boolean {
    const { bytes, start, end } = window;
    if (start === end) return false;
    const dataAt = start + recordHeaderBytes;
    if (dataAt < end && this.#hides(window, start, end)) {
      this.#lose(window, start, `a packet of ${this.#read(bytes, start + 8)} bytes, in which others begin`);
      return true;
    }
    this.#damage.add(window.offsetOf(start), 'the file ends within a packet');
    if (dataAt < end) this.#hand(bytes, start, end);
    window.start = end;
    return false;
  }

  #hand(bytes: Uint8Array, at: number, end: number): void {
    const read = this.#read;
    this.#lastSeconds = read(bytes, at);
    const nanos = read(bytes, at + 4) * this.#nanosPerUnit;
    const length = read(bytes, at + 12);
    this.#sink.packet(bytes, at + recordHeaderBytes, end, length, this.#linkType, this.#lastSeconds, nanos);
  }

  #lose(window: ByteWindow, at: number, what: string): void {
    this.#damage.add(window.offsetOf(at), what);
    this.#isLost = true;
    window.start = at + 1;
  }

  /** Whether packets begin behind a place and before another: then the one that fills all of that lies about its length. */
  #hides(window: ByteWindow, from: number, to: number): boolean {
    for (let at = from + 1; at < to; at += 1) if (this.#judge(window, at, true) === 'packet') return true;
    return false;
  }

  /** Goes forward to the next place where packets begin. False when more bytes are needed to tell. */
  #search(window: ByteWindow, isEnd: boolean): boolean {
    while (window.start < window.end) {
      const verdict = this.#judge(window, window.start, isEnd);
      if (verdict === 'undecided') return false;
      if (verdict === 'packet') {
        this.#isLost = false;
        return true;
      }
      window.start += 1;
    }
    return false;
  }

  /** Three headers in a row that could be true, or as many as there are up to the very end, are packets. */
  #judge({ bytes, end }: ByteWindow, at: number, isEnd: boolean): Verdict {
    let position = at;
    for (let count = 0; count < 3; count += 1) {
      if (position + recordHeaderBytes > end) {
        if (!isEnd) return 'undecided';
        return count > 0 && position === end ? 'packet' : 'nonsense';
      }
      if (!this.#isPlausible(bytes, position)) return 'nonsense';
      position += recordHeaderBytes + this.#read(bytes, position + 8);
    }
    return 'packet';
  }

  #isPlausible(bytes: Uint8Array, at: number): boolean {
    const seconds = this.#read(bytes, at);
    if (this.#lastSeconds >= 0 && Math.abs(seconds - this.#lastSeconds) > farthestSeconds) return false;
    if (this.#read(bytes, at + 4) * this.#nanosPerUnit >= 1e9) return false;
    const captured = this.#read(bytes, at + 8);
    const original = this.#read(bytes, at + 12);
    return captured > 0 && captured <= this.#longest && captured <= original && original <= longestEver;
  }
}
