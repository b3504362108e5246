import type { PacketSink } from './packet-sink.ts';
import { forEachOption } from './pcapng-options.ts';
import { uint16, uint16Little, uint32, uint32Little } from './read-integer.ts';
import { TimestampUnit } from './timestamp-unit.ts';

/** More interfaces than that in one section are not remembered. */
const mostInterfaces = 4096;
/** Time resolution where the interface names none: microseconds, as 10 to the power of -6. */
const usualResolution = 6;

const blockType = { interface: 1, oldPacket: 2, simplePacket: 3, statistics: 5, packet: 6 } as const;
const option = { resolution: 9, timeOffset: 14, droppedByInterface: 5, droppedBySystem: 7 } as const;

interface Interface {
  readonly linkType: number;
  /** 0 for no limit. */
  readonly snapLength: number;
  readonly unit: TimestampUnit;
  lostPackets: number | null;
}

/** One section of a pcapng file: its byte order and its interfaces, by which its other blocks are understood. */
export class PcapngSection {
  readonly read32: (bytes: Uint8Array, at: number) => number;
  readonly #read16: (bytes: Uint8Array, at: number) => number;
  readonly #sink: PacketSink;
  readonly #interfaces: Interface[] = [];

  constructor(isLittle: boolean, sink: PacketSink) {
    this.read32 = isLittle ? uint32Little : uint32;
    this.#read16 = isLittle ? uint16Little : uint16;
    this.#sink = sink;
  }

  /** Packets that the capturing machine lost, as its statistics say; null where there are none. */
  get lostPackets(): number | null {
    const known = this.#interfaces.flatMap(({ lostPackets }) => lostPackets ?? []);
    return known.length === 0 ? null : known.reduce((sum, lost) => sum + lost, 0);
  }

  /**
   * Takes the block in `bytes` from `at` to `end`, its trailing length excluded. The block may be cut off. Answers what is
   * wrong with it, or null.
   */
  take(type: number, bytes: Uint8Array, at: number, end: number): string | null {
    if (type === blockType.packet) return this.#packet(bytes, at, end, this.read32(bytes, at + 8));
    if (type === blockType.oldPacket) return this.#packet(bytes, at, end, this.#read16(bytes, at + 8));
    if (type === blockType.simplePacket) return this.#simplePacket(bytes, at, end);
    if (type === blockType.interface) this.#interface(bytes, at, end);
    if (type === blockType.statistics) this.#statistics(bytes, at, end);
    return null;
  }

  /** Enhanced packet blocks, and the obsolete ones, which differ in nothing but the interface's number. */
  #packet(bytes: Uint8Array, at: number, end: number, interfaceId: number): string | null {
    if (at + 28 > end) return 'a packet block that is too short';
    const from = this.#interfaces[interfaceId];
    if (from === undefined) return `a packet of interface ${interfaceId}, which is not described`;
    const { read32 } = this;
    from.unit.read(read32(bytes, at + 12), read32(bytes, at + 16));
    const captured = read32(bytes, at + 20);
    const original = read32(bytes, at + 24);
    const dataEnd = Math.min(at + 28 + captured, end);
    this.#sink.packet(bytes, at + 28, dataEnd, original, from.linkType, from.unit.seconds, from.unit.nanos);
    return at + 28 + captured > end ? `a packet of ${captured} bytes in a block of ${end - at + 4}` : null;
  }

  #simplePacket(bytes: Uint8Array, at: number, end: number): string | null {
    if (at + 12 > end) return 'a packet block that is too short';
    const from = this.#interfaces[0];
    if (from === undefined) return 'a packet of interface 0, which is not described';
    const original = this.read32(bytes, at + 8);
    const limit = from.snapLength === 0 ? original : Math.min(original, from.snapLength);
    this.#sink.packet(bytes, at + 12, Math.min(at + 12 + limit, end), original, from.linkType, 0, -1);
    return null;
  }

  #interface(bytes: Uint8Array, at: number, end: number): void {
    if (this.#interfaces.length >= mostInterfaces) return;
    let resolution = usualResolution;
    let offsetSeconds = 0;
    forEachOption(bytes, at + 16, end, this.#read16, (code, valueAt, length) => {
      if (code === option.resolution && length >= 1) resolution = bytes[valueAt] ?? usualResolution;
      if (code === option.timeOffset && length >= 8) offsetSeconds = this.#int64(bytes, valueAt);
    });
    this.#interfaces.push({
      linkType: this.#read16(bytes, at + 8),
      snapLength: this.read32(bytes, at + 12),
      unit: new TimestampUnit(resolution, offsetSeconds),
      lostPackets: null,
    });
  }

  #statistics(bytes: Uint8Array, at: number, end: number): void {
    const of = this.#interfaces[this.read32(bytes, at + 8)];
    if (of === undefined) return;
    let lost: number | null = null;
    forEachOption(bytes, at + 20, end, this.#read16, (code, valueAt, length) => {
      if (length < 8 || (code !== option.droppedByInterface && code !== option.droppedBySystem)) return;
      lost = (lost ?? 0) + this.#int64(bytes, valueAt);
    });
    if (lost !== null) of.lostPackets = lost;
  }

  /** As exact as a double is. */
  #int64(bytes: Uint8Array, at: number): number {
    const isLittle = this.read32 === uint32Little;
    const [highAt, lowAt] = isLittle ? [at + 4, at] : [at, at + 4];
    return (this.read32(bytes, highAt) | 0) * 2 ** 32 + this.read32(bytes, lowAt);
  }
}
