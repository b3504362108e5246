import { beginSeconds, type CapturedPacket } from './pcap-bytes.ts';

/** Writes the blocks of a pcapng file in one byte order. */
export class PcapngBlocks {
  readonly #isLittle: boolean;

  constructor(isLittle = true) {
    this.#isLittle = isLittle;
  }

  section(): Buffer {
    return this.block(0x0a0d0d0a, [this.#word(0x1a2b3c4d), this.#short(1), this.#short(0), Buffer.alloc(8, 0xff)]);
  }

  interface(linkType = 1, options: readonly Buffer[] = [], snapLength = 0): Buffer {
    return this.block(1, [this.#short(linkType), this.#short(0), this.#word(snapLength), ...options]);
  }

  /** An option of an interface: how many units make a second, as if_tsresol writes it. */
  resolution(value: number): Buffer {
    return this.#option(9, Buffer.from([value]));
  }

  /** An option of an interface: seconds to add to every time. */
  timeOffset(seconds: number): Buffer {
    return this.#option(14, this.#long(BigInt(seconds)));
  }

  /** An enhanced packet block. */
  packet(packet: CapturedPacket, { interfaceId = 0, unitsPerSecond = 1_000_000n, offsetSeconds = 0 } = {}): Buffer {
    const time = this.#time(packet, unitsPerSecond, offsetSeconds);
    return this.block(6, [this.#word(interfaceId), time, ...this.#data(packet)]);
  }

  /** The packet block that pcapng had first. */
  oldPacket(packet: CapturedPacket): Buffer {
    return this.block(2, [
      this.#short(0),
      this.#short(0xffff),
      this.#time(packet, 1_000_000n, 0),
      ...this.#data(packet),
    ]);
  }

  /** A packet without a time. */
  simplePacket({ bytes, originalLength }: Omit<CapturedPacket, 'atMicros'>): Buffer {
    return this.block(3, [this.#word(originalLength ?? bytes.length), aligned(bytes)]);
  }

  /** Interface statistics that tell of lost packets. */
  statistics(interfaceId: number, lost: number): Buffer {
    return this.block(5, [this.#word(interfaceId), Buffer.alloc(8), this.#option(5, this.#long(BigInt(lost)))]);
  }

  block(type: number, parts: readonly Uint8Array[]): Buffer {
    const body = Buffer.concat(parts);
    const length = this.#word(body.length + 12);
    return Buffer.concat([this.#word(type), length, body, length]);
  }

  #time({ atMicros }: CapturedPacket, unitsPerSecond: bigint, offsetSeconds: number): Buffer {
    const micros = BigInt(beginSeconds - offsetSeconds) * 1_000_000n + BigInt(atMicros);
    const units = (micros * unitsPerSecond) / 1_000_000n;
    return Buffer.concat([this.#word(Number(units >> 32n)), this.#word(Number(units & 0xffffffffn))]);
  }

  #data({ bytes, originalLength }: CapturedPacket): Buffer[] {
    return [this.#word(bytes.length), this.#word(originalLength ?? bytes.length), aligned(bytes)];
  }

  #option(code: number, value: Buffer): Buffer {
    return Buffer.concat([this.#short(code), this.#short(value.length), aligned(value)]);
  }

  #short(value: number): Buffer {
    const bytes = Buffer.alloc(2);
    if (this.#isLittle) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  }

  #word(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    if (this.#isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  }

  #long(value: bigint): Buffer {
    const bytes = Buffer.alloc(8);
    if (this.#isLittle) bytes.writeBigInt64LE(value);
    else bytes.writeBigInt64BE(value);
    return bytes;
  }
}

function aligned(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
