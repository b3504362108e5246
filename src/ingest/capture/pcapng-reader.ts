import type { ByteWindow } from './byte-window.ts';
import type { DamageLog } from './damage-log.ts';
import type { PacketSink } from './packet-sink.ts';
import { PcapngSection } from './pcapng-section.ts';
import { uint32, uint32Little } from './read-integer.ts';

/** A block longer than that is taken for damage: it has to fit into memory. */
const longestBlock = 16 * 1_048_576;
const sectionHeader = 0x0a0d0d0a;
const byteOrderMagic = 0x1a2b3c4d;
/** What a search for the next block takes for one: the types of pcapng's own specification. */
const knownTypes: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 10, 0xbad, 0x40000bad, sectionHeader]);

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): blocks with their length at both ends, several sections, each with a byte order
 * and interfaces of its own. Blocks that hold no packets are passed over.
 */
export class PcapngReader {
  readonly #sink: PacketSink;
  readonly #damage: DamageLog;
  readonly #sections: { lostPackets: number | null } = { lostPackets: null };
  #section: PcapngSection;
  #isLost = false;

  constructor(sink: PacketSink, damage: DamageLog) {
    this.#sink = sink;
    this.#damage = damage;
    this.#section = new PcapngSection(true, sink);
  }

  /** Packets that the capturing machine lost, as the file says; null where it does not. */
  get lostPackets(): number | null {
    return addKnown(this.#sections.lostPackets, this.#section.lostPackets);
  }

  /** Hands on every whole packet and leaves the rest; with `isEnd`, nothing will follow. */
  read(window: ByteWindow, isEnd: boolean): void {
    while (window.start < window.end) {
      const goesOn = this.#isLost ? this.#search(window, isEnd) : this.#readBlock(window, isEnd);
      if (!goesOn && (!isEnd || this.#isLost || !this.#readLast(window))) break;
    }
  }

  /** False when more bytes are needed. */
  #readBlock(window: ByteWindow, isEnd: boolean): boolean {
    const { bytes, start, end } = window;
    if (start + 12 > end) return false;
    const type = uint32(bytes, start) === sectionHeader ? sectionHeader : this.#section.read32(bytes, start);
    if (type === sectionHeader && !this.#beginSection(bytes, start)) {
      this.#lose(window, 'a section header without a byte order');
      return true;
    }
    const length = this.#section.read32(bytes, start + 4);
    if (!isPossible(length)) {
      this.#lose(window, `a block of ${length} bytes, which cannot be true`);
      return true;
    }
    const next = start + length;
    if (next > end) return false;
    if (this.#section.read32(bytes, next - 4) !== length) {
      this.#damageAt(window, start, 'a block whose two lengths differ');
      // The one in front is right if another block begins where it says.
      if (this.#judge(window, next, isEnd) !== 'block') {
        this.#isLost = true;
        window.start += 4;
        return true;
      }
    }
    const problem = this.#section.take(type, bytes, start, next - 4);
    if (problem !== null) this.#damageAt(window, start, problem);
    window.start = next;
    return true;
  }

  /** What is left at the file's end of a block that was not written whole. True when it is no block after all. */
  #readLast(window: ByteWindow): boolean {
    const { bytes, start, end } = window;
    for (let at = start + 4; at + 12 <= end; at += 1) {
      if (this.#judge(window, at, true) !== 'block') continue;
      this.#lose(window, `a block of ${this.#section.read32(bytes, start + 4)} bytes, in which others begin`);
      return true;
    }
    this.#damageAt(window, start, 'the file ends within a block');
    if (start + 12 <= end) this.#section.take(this.#section.read32(bytes, start), bytes, start, end);
    window.start = end;
    return false;
  }

  #beginSection(bytes: Uint8Array, at: number): boolean {
    const isLittle = uint32Little(bytes, at + 8) === byteOrderMagic;
    if (!isLittle && uint32(bytes, at + 8) !== byteOrderMagic) return false;
    this.#sections.lostPackets = this.lostPackets;
    this.#section = new PcapngSection(isLittle, this.#sink);
    return true;
  }

  #damageAt(window: ByteWindow, at: number, what: string): void {
    this.#damage.add(window.offsetOf(at), what);
  }

  #lose(window: ByteWindow, what: string): void {
    this.#damageAt(window, window.start, what);
    this.#isLost = true;
    window.start += 4;
  }

  /** Goes forward to the next place where a block begins. False when more bytes are needed to tell. */
  #search(window: ByteWindow, isEnd: boolean): boolean {
    while (window.start < window.end) {
      const verdict = this.#judge(window, window.start, isEnd);
      if (verdict === 'undecided') return false;
      if (verdict === 'block') {
        this.#isLost = false;
        return true;
      }
      window.start += 1;
    }
    return false;
  }

  #judge({ bytes, end }: ByteWindow, at: number, isEnd: boolean): 'block' | 'nonsense' | 'undecided' {
    if (at + 12 > end) return isEnd ? 'nonsense' : 'undecided';
    let read = this.#section.read32;
    if (uint32(bytes, at) === sectionHeader) {
      if (uint32Little(bytes, at + 8) === byteOrderMagic) read = uint32Little;
      else if (uint32(bytes, at + 8) === byteOrderMagic) read = uint32;
      else return 'nonsense';
    } else if (!knownTypes.has(read(bytes, at))) return 'nonsense';
    const length = read(bytes, at + 4);
    if (!isPossible(length)) return 'nonsense';
    if (at + length > end) return isEnd ? 'nonsense' : 'undecided';
    return read(bytes, at + length - 4) === length ? 'block' : 'nonsense';
  }
}

function isPossible(length: number): boolean {
  return length >= 12 && length % 4 === 0 && length <= longestBlock;
}

function addKnown(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return one + (other ?? 0);
}
