import { ipBytes } from '../../capture/support/ip-bytes.ts';
import { ethernet } from '../../capture/support/link-bytes.ts';
import type { CapturedPacket } from '../../capture/support/pcap-bytes.ts';

const ethernetBytes = 14;

/** An ICMP error about a packet, sent to its source a millisecond later. */
export function icmpAbout(
  packet: CapturedPacket | undefined,
  { type = 3, code, from = '203.0.113.1' }: { type?: number; code: number; from?: string },
): CapturedPacket {
  if (packet === undefined) throw new Error('there is no packet to complain about');
  const quoted = packet.bytes.subarray(ethernetBytes);
  const to = [...quoted.subarray(12, 16)].join('.');
  const payload = Buffer.concat([Buffer.from([type, code, 0, 0, 0, 0, 0, 0]), quoted.subarray(0, 28)]);
  return { bytes: ethernet(ipBytes({ from, to, protocol: 1, payload })), atMicros: packet.atMicros + 1000 };
}
