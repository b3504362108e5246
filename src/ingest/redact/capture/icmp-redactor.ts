import { IpPacket } from '../../capture/ip-packet.ts';
import type { AddressPseudonyms } from '../pseudonyms/address-pseudonyms.ts';
import { replaceAddress } from './packet-address.ts';

const headerBytes = 8;
/** RFC 792: what quotes a packet. Of ICMPv6 every type below 128 does (RFC 4443 §2.1). */
const quotingTypes: readonly number[] = [3, 4, 5, 11, 12];
const redirect = 5;
/** Where RFC 4884 says how long the quoted packet is, in front of extensions: in version 4, and in two types of version 6. */
const lengthAt = { 4: 5, 6: 4 } as const;
const extensibleTypes: Readonly<Record<4 | 6, readonly number[]>> = { 4: [3, 11, 12], 6: [1, 3] };

/**
 * Redacts the ICMP message in a packet: the packet that an error quotes by `redactQuoted`; everything else behind its
 * header becomes zeros.
 */
export function redactIcmp(
  ip: IpPacket,
  addresses: AddressPseudonyms | null,
  redactQuoted: ((quoted: IpPacket) => void) | null,
): void {
  const { bytes, version, payloadAt: at, payloadLength, capturedEnd } = ip;
  if (at + headerBytes > capturedEnd) return;
  const type = bytes[at] ?? 0;
  const isQuoting = version === 4 ? quotingTypes.includes(type) : type > 0 && type < 128;
  const quoted = new IpPacket();
  const bodyAt = at + headerBytes;
  if (!isQuoting || redactQuoted === null || !quoted.read(bytes, bodyAt, capturedEnd, at + payloadLength)) {
    bytes.fill(0, bodyAt, capturedEnd);
    return;
  }
  if (version === 4 && type === redirect && addresses !== null) replaceAddress(bytes, at + 4, 4, addresses);
  if (extensibleTypes[version].includes(type)) bytes[at + lengthAt[version]] = 0;
  bytes.fill(0, quoted.capturedEnd, capturedEnd);
  redactQuoted(quoted);
}
