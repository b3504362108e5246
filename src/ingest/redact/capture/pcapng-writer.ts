import type { CaptureWriter, WrittenPacket } from './capture-writer.ts';

const blockType = { section: 0x0a0d0d0a, interface: 1, simplePacket: 3, statistics: 5, packet: 6 } as const;
const byteOrderMagic = 0x1a2b3c4d;
/** `if_tsresol` of 9: nanoseconds. */
const nanosecondResolution = [9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0];
const droppedByInterface = 5;

/**
 * Writes pcapng (draft-ietf-opsawg-pcapng), little-endian: one section, one interface for each link type. Comments, names
 * and keys of the file that the packets came from have no place in it.
 */
export class PcapngWriter implements CaptureWriter {
  readonly #linkTypes: readonly number[];
  readonly #lostPackets: number | null;
  #lastTime: readonly [number, number] = [0, 0];

  /** @param linkTypes those of all packets; that of packets without a time has to be the first */
  constructor(linkTypes: readonly number[], lostPackets: number | null) {
    this.#linkTypes = linkTypes;
    this.#lostPackets = lostPackets;
  }

  begin(): Uint8Array {
    const section = Buffer.alloc(16, 0xff);
    section.writeUInt32LE(byteOrderMagic, 0);
    section.writeUInt16LE(1, 4);
    section.writeUInt16LE(0, 6);
    return Buffer.concat([
      block(blockType.section, section),
      ...this.#linkTypes.map(linkType => {
        const head = Buffer.alloc(8);
        head.writeUInt16LE(linkType, 0);
        return block(blockType.interface, Buffer.concat([head, Buffer.from(nanosecondResolution)]));
      }),
    ]);
  }

  packet({ bytes, originalLength, linkType, seconds, nanos }: WrittenPacket): Uint8Array {
    const from = Math.max(this.#linkTypes.indexOf(linkType), 0);
    // A simple packet block belongs to the first interface, and cannot say that it was cut off.
    if (nanos < 0 && from === 0 && originalLength === bytes.length) {
      const head = Buffer.alloc(4);
      head.writeUInt32LE(originalLength, 0);
      return block(blockType.simplePacket, Buffer.concat([head, bytes]));
    }
    if (nanos >= 0) this.#lastTime = [seconds, nanos];
    const head = Buffer.alloc(20);
    head.writeUInt32LE(from, 0);
    this.#writeTime(head, 4);
    head.writeUInt32LE(bytes.length, 12);
    head.writeUInt32LE(originalLength >>> 0, 16);
    return block(blockType.packet, Buffer.concat([head, bytes]));
  }

  /** How many packets the capturing machine had lost, where the file told. */
  end(): Uint8Array {
    if (this.#lostPackets === null || this.#linkTypes.length === 0) return new Uint8Array(0);
    const body = Buffer.alloc(28);
    this.#writeTime(body, 4);
    body.writeUInt16LE(droppedByInterface, 12);
    body.writeUInt16LE(8, 14);
    body.writeBigUInt64LE(BigInt.asUintN(64, wholeOf(this.#lostPackets)), 16);
    return block(blockType.statistics, body);
  }

  /** The upper half of the nanoseconds since 1970 comes first, whatever the byte order. */
  #writeTime(bytes: Buffer, at: number): void {
    const [seconds, nanos] = this.#lastTime;
    const time = BigInt.asUintN(64, wholeOf(seconds) * 1_000_000_000n + wholeOf(nanos));
    bytes.writeUInt32LE(Number(time >> 32n), at);
    bytes.writeUInt32LE(Number(time & 0xffff_ffffn), at + 4);
  }
}

/** Damaged files have had any time. */
function wholeOf(value: number): bigint {
  return BigInt(Number.isFinite(value) ? Math.trunc(value) : 0);
}

/** The length stands at both ends, and the body is filled up to four bytes. */
function block(type: number, body: Uint8Array): Buffer {
  const length = 12 + body.length + (-body.length & 3);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(length, 4);
  bytes.set(body, 8);
  bytes.writeUInt32LE(length, length - 4);
  return bytes;
}
