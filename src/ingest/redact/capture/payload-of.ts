import { formatAddress } from '../../capture/format-address.ts';
import type { IpPacket } from '../../capture/ip-packet.ts';
import { type TcpSegment, tcpFlag } from '../../capture/tcp-segment.ts';

/** Sequence number of a segment's first byte of payload: a SYN counts as one in front of it. */
export function payloadSequence({ sequence, flags }: TcpSegment): number {
  return (flags & tcpFlag.syn) === 0 ? sequence : (sequence + 1) | 0;
}

/** The captured payload of a segment, in the packet's own bytes. */
export function payloadOf({ bytes }: IpPacket, { payloadAt, capturedLength }: TcpSegment): Uint8Array {
  return bytes.subarray(payloadAt, payloadAt + capturedLength);
}

/** The two hosts of a packet, as text. */
export function hostsOf({ bytes, sourceAt, destinationAt, version }: IpPacket): readonly [string, string] {
  return [formatAddress(bytes, sourceAt, version), formatAddress(bytes, destinationAt, version)];
}
