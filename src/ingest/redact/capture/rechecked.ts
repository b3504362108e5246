import { type IpPacket, ipProtocol } from '../../capture/ip-packet.ts';
import { uint16 } from '../../capture/read-integer.ts';
import { adjustedChecksum, checksumOf, sumOf } from './internet-checksum.ts';
import { pseudoHeaderSum } from './ip-layout.ts';

/** RFC 768. */
export const udpHeaderBytes = 8;
const udp = 17;

/**
 * Changes a packet's payload and addresses by `change`, and gives it a checksum that fits: a valid one where all of the
 * packet was captured, otherwise the old one, changed by as much as what it covers.
 *
 * @param checksumAt where in the payload the checksum is
 */
export function rechecked(ip: IpPacket, checksumAt: number, change: () => void): void {
  const { bytes, payloadAt, payloadLength, capturedEnd } = ip;
  const at = payloadAt + checksumAt;
  const isThere = at + 2 <= capturedEnd;
  const old = isThere ? uint16(bytes, at) : 0;
  const before = coveredSum(ip);
  change();
  // Of UDP, zero says that there is none.
  if (!isThere || (ip.protocol === udp && old === 0)) return;
  const after = coveredSum(ip);
  const isWhole = capturedEnd - payloadAt === payloadLength;
  const checksum = isWhole ? checksumOf(after - uint16(bytes, at)) : adjustedChecksum(old, before, after);
  const written = ip.protocol === udp && checksum === 0 ? 0xffff : checksum;
  bytes.set([written >> 8, written & 0xff], at);
}

function coveredSum(ip: IpPacket): number {
  const payload = sumOf(ip.bytes, ip.payloadAt, ip.capturedEnd);
  return ip.protocol === ipProtocol.icmp ? payload : payload + pseudoHeaderSum(ip);
}
