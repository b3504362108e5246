import { isIPv6 } from 'node:net';
import { checksum } from './checksum.ts';
import { addressBytes, type IpFields, ipBytes } from './ip-bytes.ts';

const flagBits: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

export interface TcpFields {
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** Letters as in `SA` for a SYN-ACK: F, S, R, P, A. */
  readonly flags: string;
  readonly sequence: number;
  readonly acknowledgment?: number;
  readonly window?: number;
  readonly payload?: string | Uint8Array;
  /** Raw options, padded to four bytes here. */
  readonly options?: readonly number[];
  /** What the packet around it is to be. */
  readonly ip?: Partial<IpFields>;
}

/** A TCP segment with its header and a valid checksum. */
export function tcpBytes(fields: TcpFields): Buffer {
  const { from, to, fromPort, toPort, flags, sequence, acknowledgment = 0, window = 65_535, options = [] } = fields;
  const payload = Buffer.from(fields.payload ?? '');
  const header = Buffer.alloc(20 + Math.ceil(options.length / 4) * 4);
  header.writeUInt16BE(fromPort, 0);
  header.writeUInt16BE(toPort, 2);
  header.writeUInt32BE(sequence >>> 0, 4);
  header.writeUInt32BE(acknowledgment >>> 0, 8);
  header[12] = (header.length / 4) << 4;
  header[13] = [...flags].reduce((bits, letter) => bits | (flagBits[letter] ?? 0), 0);
  header.writeUInt16BE(window, 14);
  header.set(options, 20);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length + payload.length);
  const pseudo = isIPv6(from) ? [0, 0, 0, 6] : [0, 6];
  const size = isIPv6(from) ? length : length.subarray(2);
  header.writeUInt16BE(checksum(addressBytes(from), addressBytes(to), size, Buffer.from(pseudo), header, payload), 16);
  return Buffer.concat([header, payload]);
}

/** The same in its IP packet. */
export function tcpPacket(fields: TcpFields): Buffer {
  return ipBytes({ from: fields.from, to: fields.to, protocol: 6, payload: tcpBytes(fields), ...fields.ip });
}
