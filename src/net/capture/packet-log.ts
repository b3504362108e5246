/** A run that is given more than that says so, and loses what follows. */
export const mostBytes = 64 * 1_048_576;
/** LINKTYPE_LINUX_SLL2 of the tcpdump.org registry: each packet with its interface, and whether it came or went. */
const linkType = 276;
const linkHeaderBytes = 20;
const recordHeaderBytes = 16;
const nanoseconds = 0xa1b23c4d;
/** The most that the kernel is asked for of a packet. */
const longestPacket = 262_144;
const chunkBytes = 65_536;

/** A packet as an AF_PACKET socket tells it; `bytes` hold it from its IP header on. */
export interface TakenPacket {
  readonly seconds: number;
  readonly nanos: number;
  /** How long it was from its IP header on; more than was captured where it was cut off. */
  readonly length: number;
  /** Its `struct sockaddr_ll`, and its captured bytes. */
  readonly block: Buffer;
  readonly addressAt: number;
  readonly bytesAt: number;
  readonly captured: number;
}

/** Packets as a pcap file in memory, which grows up to a bound. */
export class PacketLog {
  /** Packets for which there was no room. */
  refused = 0;
  packets = 0;
  readonly #most: number;
  readonly #chunks: Buffer[] = [fileHeader()];
  #chunk = Buffer.alloc(0);
  #used = 0;
  #total = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  add(packet: TakenPacket): void {
    const { seconds, nanos, length, block, addressAt, bytesAt, captured } = packet;
    const size = recordHeaderBytes + linkHeaderBytes + captured;
    if (this.#total + size > this.#most) {
      this.refused += 1;
      return;
    }
    this.packets += 1;
    this.#total += size;
    const at = this.#room(size);
    const bytes = this.#chunk;
    bytes.writeUInt32LE(seconds, at);
    bytes.writeUInt32LE(nanos, at + 4);
    bytes.writeUInt32LE(linkHeaderBytes + captured, at + 8);
    bytes.writeUInt32LE(linkHeaderBytes + length, at + 12);
    writeLinkHeader(bytes, at + recordHeaderBytes, block, addressAt);
    block.copy(bytes, at + recordHeaderBytes + linkHeaderBytes, bytesAt, bytesAt + captured);
  }

  /** The file so far. */
  parts(): readonly Uint8Array[] {
    return [...this.#chunks, this.#chunk.subarray(0, this.#used)];
  }

  #room(size: number): number {
    if (this.#used + size > this.#chunk.length) {
      if (this.#used > 0) this.#chunks.push(this.#chunk.subarray(0, this.#used));
      this.#chunk = Buffer.allocUnsafe(Math.max(chunkBytes, size));
      this.#used = 0;
    }
    const at = this.#used;
    this.#used += size;
    return at;
  }
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(nanoseconds, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(longestPacket, 16);
  header.writeUInt32LE(linkType, 20);
  return header;
}

/** From `struct sockaddr_ll`: protocol, then the interface, its kind, the packet's way, and its hardware address. */
function writeLinkHeader(bytes: Buffer, at: number, block: Buffer, addressAt: number): void {
  // Byte by byte: so few are copied slower by a call.
  bytes[at] = block[addressAt + 2] ?? 0;
  bytes[at + 1] = block[addressAt + 3] ?? 0;
  bytes.writeUInt16BE(0, at + 2);
  bytes.writeUInt32BE(block.readUInt32LE(addressAt + 4), at + 4);
  bytes.writeUInt16BE(block.readUInt16LE(addressAt + 8), at + 8);
  for (let offset = 10; offset < linkHeaderBytes; offset += 1) bytes[at + offset] = block[addressAt + offset] ?? 0;
}
