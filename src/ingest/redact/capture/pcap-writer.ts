import type { CaptureWriter, WrittenPacket } from './capture-writer.ts';

const microseconds = 0xa1b2c3d4;
const nanoseconds = 0xa1b23c4d;
/** What tcpdump and Wireshark take for the longest packet. */
const usualLongest = 262_144;

/** Writes pcap (draft-ietf-opsawg-pcap), little-endian. */
export class PcapWriter implements CaptureWriter {
  readonly #linkType: number;
  readonly #hasNanos: boolean;
  readonly #longest: number;

  /** @param longest bytes of the longest packet */
  constructor(linkType: number, hasNanos: boolean, longest: number) {
    this.#linkType = linkType;
    this.#hasNanos = hasNanos;
    this.#longest = Math.max(longest, usualLongest);
  }

  begin(): Uint8Array {
    const header = Buffer.alloc(24);
    header.writeUInt32LE(this.#hasNanos ? nanoseconds : microseconds, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(this.#longest, 16);
    header.writeUInt32LE(this.#linkType, 20);
    return header;
  }

  packet({ bytes, originalLength, seconds, nanos }: WrittenPacket): Uint8Array {
    const header = Buffer.alloc(16);
    const fraction = this.#hasNanos ? nanos : Math.floor(nanos / 1000);
    header.writeUInt32LE(seconds >>> 0, 0);
    header.writeUInt32LE(Math.max(fraction, 0) >>> 0, 4);
    header.writeUInt32LE(bytes.length, 8);
    header.writeUInt32LE(originalLength >>> 0, 12);
    return Buffer.concat([header, bytes]);
  }

  end(): Uint8Array {
    return new Uint8Array(0);
  }
}
