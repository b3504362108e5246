import { IpPacket, ipProtocol } from '../../../../src/ingest/capture/ip-packet.ts';
import { findIpHeader } from '../../../../src/ingest/capture/link-layer.ts';
import { readPackets } from '../../../../src/ingest/capture/read-packets.ts';
import { TcpSegment } from '../../../../src/ingest/capture/tcp-segment.ts';
import { piecesOf } from './listen.ts';

export interface ReadSegment {
  /** Microseconds since 1970, as decimal digits. */
  readonly micros: string;
  readonly flags: number;
  readonly sequence: number;
  readonly length: number;
}

/** The TCP segments of a capture, one by one, without anything made of them. */
export async function readSegments(file: Uint8Array): Promise<ReadSegment[]> {
  const segments: ReadSegment[] = [];
  const ip = new IpPacket();
  const segment = new TcpSegment();
  await readPackets(piecesOf(file, 1000), {
    packet(bytes, start, end, originalLength, linkType, seconds, nanos) {
      const at = findIpHeader(bytes, start, end, linkType);
      if (at < 0 || !ip.read(bytes, at, end, start + originalLength)) return;
      if (ip.protocol !== ipProtocol.tcp || !segment.read(ip)) return;
      const micros = `${seconds}${String(Math.floor(nanos / 1000)).padStart(6, '0')}`;
      segments.push({ micros, flags: segment.flags & 0x3f, sequence: segment.sequence, length: segment.payloadLength });
    },
  });
  return segments;
}
