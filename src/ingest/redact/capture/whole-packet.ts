import type { IpPacket } from '../../capture/ip-packet.ts';

/**
 * The packet that a datagram would have been without fragmentation: a link header, an IP header without options, and the
 * payload. `ip` is the datagram as its fragments were put together.
 */
export function wholePacket(
  link: Uint8Array,
  ip: IpPacket,
): { readonly bytes: Uint8Array; readonly originalLength: number } {
  const { bytes, payloadAt, capturedEnd, payloadLength } = ip;
  const header = ip.version === 4 ? headerV4(ip) : headerV6(ip);
  return {
    bytes: Buffer.concat([link, header, bytes.subarray(payloadAt, capturedEnd)]),
    originalLength: link.length + header.length + payloadLength,
  };
}

function headerV4({ bytes, sourceAt, destinationAt, ttl, id, protocol, payloadLength }: IpPacket): Buffer {
  const header = Buffer.alloc(20);
  header[0] = 0x45;
  // No packet is longer than its length field can say; fragments of such a one are cut down to it.
  header.writeUInt16BE(Math.min(20 + payloadLength, 0xffff), 2);
  header.writeUInt16BE(id & 0xffff, 4);
  header[8] = ttl;
  header[9] = protocol;
  header.set(bytes.subarray(sourceAt, sourceAt + 4), 12);
  header.set(bytes.subarray(destinationAt, destinationAt + 4), 16);
  return header;
}

function headerV6({ bytes, sourceAt, destinationAt, ttl, protocol, payloadLength }: IpPacket): Buffer {
  const header = Buffer.alloc(40);
  header[0] = 0x60;
  header.writeUInt16BE(Math.min(payloadLength, 0xffff), 4);
  header[6] = protocol;
  header[7] = ttl;
  header.set(bytes.subarray(sourceAt, sourceAt + 16), 8);
  header.set(bytes.subarray(destinationAt, destinationAt + 16), 24);
  return header;
}
