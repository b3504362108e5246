import { isIPv6 } from 'node:net';
import { checksum } from './checksum.ts';

export interface IpFields {
  readonly from: string;
  readonly to: string;
  readonly protocol: number;
  readonly payload: Uint8Array;
  readonly ttl?: number;
  readonly id?: number;
  /** IPv4 alone: options, a multiple of four bytes. */
  readonly options?: Uint8Array;
  /** IPv4 alone: where a fragment begins, in bytes, and whether more follow. */
  readonly fragment?: { readonly offset: number; readonly isLast: boolean };
  /** What the header says in place of the truth. */
  readonly totalLength?: number;
  /** IPv6 alone: extension headers, each with its own number; their lengths and chain are filled in. */
  readonly extensions?: readonly { readonly number: number; readonly bytes: Uint8Array }[];
}

/** An IPv4 or IPv6 packet, by its addresses. */
export function ipBytes(fields: IpFields): Buffer {
  return isIPv6(fields.from) ? ipv6Bytes(fields) : ipv4Bytes(fields);
}

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [front = '', back] = address.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16));
  const head = groups(front);
  const tail = back === undefined ? [] : groups(back);
  const all = [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return Buffer.from(all.flatMap(group => [group >> 8, group & 255]));
}

function ipv4Bytes(fields: IpFields): Buffer {
  const { from, to, protocol, payload, ttl = 64, id = 0, options = new Uint8Array(0), fragment } = fields;
  const header = Buffer.alloc(20 + options.length);
  header[0] = 0x40 | (header.length / 4);
  header.writeUInt16BE(fields.totalLength ?? header.length + payload.length, 2);
  header.writeUInt16BE(id, 4);
  header.writeUInt16BE(fragment ? fragment.offset / 8 + (fragment.isLast ? 0 : 0x2000) : 0x4000, 6);
  header[8] = ttl;
  header[9] = protocol;
  header.set(addressBytes(from), 12);
  header.set(addressBytes(to), 16);
  header.set(options, 20);
  header.writeUInt16BE(checksum(header), 10);
  return Buffer.concat([header, payload]);
}

function ipv6Bytes({ from, to, protocol, payload, ttl = 64, totalLength, extensions = [] }: IpFields): Buffer {
  const chain = extensions.map(({ bytes }, index) => {
    const next = Buffer.from(bytes);
    next[0] = extensions[index + 1]?.number ?? protocol;
    return next;
  });
  const body = Buffer.concat([...chain, payload]);
  const header = Buffer.alloc(40);
  header[0] = 0x60;
  header.writeUInt16BE(totalLength ?? body.length, 4);
  header[6] = extensions[0]?.number ?? protocol;
  header[7] = ttl;
  header.set(addressBytes(from), 8);
  header.set(addressBytes(to), 24);
  return Buffer.concat([header, body]);
}
