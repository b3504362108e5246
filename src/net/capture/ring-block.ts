import type { TakenPacket } from './packet-log.ts';

/** linux/if_packet.h: `struct tpacket_block_desc` with `struct tpacket_hdr_v1`. */
const block = { status: 8, packets: 12, firstPacket: 16, sequence: 24 } as const;
/** `struct tpacket3_hdr`, which `struct sockaddr_ll` follows. */
const packet = { next: 0, seconds: 4, nanos: 8, captured: 12, length: 16, network: 26, address: 48 } as const;
/** Bit of the status that says that the block is ours. */
export const TP_STATUS_USER = 1;

/** Where in a block its status is, a 32-bit word. */
export const statusAt = block.status;

/** The number of a block: each that the kernel begins has one more than the one before. */
export function sequenceOf(bytes: Buffer): bigint {
  return bytes.readBigUInt64LE(block.sequence);
}

/** Hands on the packets of a block of a TPACKET_V3 ring; the block is not to change meanwhile. */
export function readBlock(bytes: Buffer, take: (packet: TakenPacket) => void): void {
  const count = bytes.readUInt32LE(block.packets);
  let at = bytes.readUInt32LE(block.firstPacket);
  for (let index = 0; index < count && at + packet.address + 20 <= bytes.length; index += 1) {
    const bytesAt = at + bytes.readUInt16LE(at + packet.network);
    take({
      seconds: bytes.readUInt32LE(at + packet.seconds),
      nanos: bytes.readUInt32LE(at + packet.nanos),
      length: bytes.readUInt32LE(at + packet.length),
      block: bytes,
      addressAt: at + packet.address,
      bytesAt,
      captured: Math.min(bytes.readUInt32LE(at + packet.captured), Math.max(bytes.length - bytesAt, 0)),
    });
    const next = bytes.readUInt32LE(at + packet.next);
    if (next === 0) break;
    at += next;
  }
}
