/** A packet of a capture file. */
export interface CapturedPacket {
  readonly bytes: Uint8Array;
  /** Microseconds from the capture's beginning. */
  readonly atMicros: number;
  /** What it had on the wire, where more than was captured. */
  readonly originalLength?: number;
}

export interface PcapSettings {
  readonly isLittle?: boolean;
  readonly isNanos?: boolean;
  readonly linkType?: number;
  /** Packets are cut off after so many bytes. */
  readonly snapLength?: number;
}

/** 2026-01-02T03:04:05Z: when captures that are made here begin. */
export const beginSeconds = 1_767_323_045;

/** The header of a pcap file. */
export function pcapHeader({ isLittle = true, isNanos = false, linkType = 1, snapLength }: PcapSettings = {}): Buffer {
  const header = Buffer.alloc(24);
  const write = writer(header, isLittle);
  write(isNanos ? 0xa1b23c4d : 0xa1b2c3d4, 0);
  header[isLittle ? 4 : 5] = 2;
  header[isLittle ? 6 : 7] = 4;
  write(snapLength ?? 262_144, 16);
  write(linkType, 20);
  return header;
}

/** One record of a pcap file. */
export function pcapRecord(packet: CapturedPacket, settings: PcapSettings = {}): Buffer {
  const { isLittle = true, isNanos = false, snapLength = Number.POSITIVE_INFINITY } = settings;
  const captured = packet.bytes.subarray(0, snapLength);
  const header = Buffer.alloc(16);
  const write = writer(header, isLittle);
  write(beginSeconds + Math.floor(packet.atMicros / 1e6), 0);
  write((packet.atMicros % 1e6) * (isNanos ? 1000 : 1), 4);
  write(captured.length, 8);
  write(packet.originalLength ?? packet.bytes.length, 12);
  return Buffer.concat([header, captured]);
}

/** A pcap file. */
export function pcapBytes(packets: readonly CapturedPacket[], settings: PcapSettings = {}): Buffer {
  return Buffer.concat([pcapHeader(settings), ...packets.map(packet => pcapRecord(packet, settings))]);
}

function writer(bytes: Buffer, isLittle: boolean): (value: number, at: number) => void {
  return (value, at) => (isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
}
