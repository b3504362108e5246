import type { IpPacket } from './ip-packet.ts';
import { int32, uint16 } from './read-integer.ts';

/** Flags of RFC 9293 §3.1. */
export const tcpFlag = { fin: 1, syn: 2, rst: 4, ack: 16 } as const;

/** Flags and what is before them: less of a header tells nothing. */
const leastHeader = 14;

/** A TCP segment within an IP packet. One object is used for segment after segment, as {@link IpPacket} is. */
export class TcpSegment {
  sourcePort = 0;
  destinationPort = 0;
  /** Sequence and acknowledgment number as signed 32-bit integers: only their differences mean anything. */
  sequence = 0;
  acknowledgment = 0;
  flags = 0;
  /** As sent, unscaled; -1 when it was not captured. */
  window = -1;
  /** Where options begin and end in the packet's bytes, as far as captured. */
  optionsAt = 0;
  optionsEnd = 0;
  payloadAt = 0;
  /** How long the payload was on the wire; how much of it was captured. */
  payloadLength = 0;
  capturedLength = 0;

  /** False when the packet's payload is no TCP segment, or too little of it was captured. */
  read(packet: IpPacket): boolean {
    const { bytes, payloadAt: at, capturedEnd } = packet;
    if (at + leastHeader > capturedEnd) return false;
    const headerLength = ((bytes[at + 12] ?? 0) >> 4) * 4;
    if (headerLength < 20 || headerLength > packet.payloadLength) return false;
    this.sourcePort = uint16(bytes, at);
    this.destinationPort = uint16(bytes, at + 2);
    this.sequence = int32(bytes, at + 4);
    this.acknowledgment = int32(bytes, at + 8);
    this.flags = bytes[at + 13] ?? 0;
    this.window = at + 16 > capturedEnd ? -1 : uint16(bytes, at + 14);
    this.payloadAt = at + headerLength;
    this.optionsAt = Math.min(at + 20, capturedEnd);
    this.optionsEnd = Math.min(this.payloadAt, capturedEnd);
    this.payloadLength = packet.payloadLength - headerLength;
    this.capturedLength = Math.max(Math.min(capturedEnd - this.payloadAt, this.payloadLength), 0);
    return true;
  }
}
