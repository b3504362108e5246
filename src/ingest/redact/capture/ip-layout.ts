import type { IpPacket } from '../../capture/ip-packet.ts';
import { uint16 } from '../../capture/read-integer.ts';
import { sumOf } from './internet-checksum.ts';

/** Option of IPv4 that does nothing (RFC 791 §3.1). */
const noOperation = 1;
const hopByHop = 0;
const destinationOptions = 60;
const fragment = 44;
const authentication = 51;

/** Where the header of a packet begins, which has been read. */
export function headerAt({ version, sourceAt }: IpPacket): number {
  return sourceAt - (version === 4 ? 12 : 8);
}

/** Empties what options and extension headers of a packet hold, which may be addresses: routes, time stamps, homes. */
export function emptyOptions(packet: IpPacket): void {
  const { bytes, version, payloadAt } = packet;
  const start = headerAt(packet);
  if (version === 4) {
    bytes.fill(noOperation, start + 20, payloadAt);
    return;
  }
  let protocol = bytes[start + 6] ?? 0;
  for (let at = start + 40; at + 8 <= payloadAt; ) {
    const units = bytes[at + 1] ?? 0;
    const length = protocol === fragment ? 8 : 8 + units * (protocol === authentication ? 4 : 8);
    const isOptions = protocol === hopByHop || protocol === destinationOptions;
    // Zeros are options too, of one byte that says nothing (RFC 8200 §4.2).
    if (protocol !== fragment) bytes.fill(0, at + (isOptions ? 2 : 4), Math.min(at + length, payloadAt));
    protocol = bytes[at] ?? 0;
    at += length;
  }
}

/** The sum of what the checksums of TCP, UDP and ICMPv6 cover beside themselves (RFC 9293 §3.1, RFC 8200 §8.1). */
export function pseudoHeaderSum({ bytes, version, sourceAt, protocol, payloadLength }: IpPacket): number {
  const addresses = sumOf(bytes, sourceAt, sourceAt + (version === 4 ? 8 : 32));
  return addresses + protocol + (payloadLength >>> 16) + (payloadLength & 0xffff);
}

/** The IPv4 header's own checksum, over whatever the header has become. */
export function headerSum(packet: IpPacket): number {
  const start = headerAt(packet);
  return sumOf(packet.bytes, start, packet.payloadAt) - uint16(packet.bytes, start + 10);
}
