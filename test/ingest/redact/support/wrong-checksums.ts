import { readPackets } from '../../../../src/ingest/capture/read-packets.ts';
import { checksum } from '../../capture/support/checksum.ts';
import { piecesOf } from '../../capture/support/listen.ts';

const checksumAt: Readonly<Record<number, number>> = { 1: 2, 6: 16, 17: 6, 58: 2 };

/**
 * What is wrong with the checksums of a capture's packets, Ethernet alone: one line for each, by the packet's number.
 * Packets that were cut off, and fragments, are looked at as far as their IP header.
 */
export async function wrongChecksums(file: Uint8Array): Promise<readonly string[]> {
  const wrong: string[] = [];
  let number = 0;
  await readPackets(piecesOf(file, 4096), {
    packet(bytes, start, end) {
      number += 1;
      const frame = Buffer.from(bytes.slice(start, end));
      const type = frame.length < 34 ? 0 : frame.readUInt16BE(12);
      const problem =
        type === 0x0800 ? problemOfV4(frame.subarray(14)) : type === 0x86dd ? problemOfV6(frame.subarray(14)) : null;
      if (problem !== null) wrong.push(`packet ${number}: ${problem}`);
    },
  });
  return wrong;
}

function problemOfV4(packet: Buffer): string | null {
  const headerLength = ((packet[0] ?? 0) & 15) * 4;
  const length = packet.readUInt16BE(2);
  if (checksum(packet.subarray(0, headerLength)) !== 0) return 'IP';
  if (length > packet.length || (packet.readUInt16BE(6) & 0x3fff) !== 0) return null;
  return problemOfPayload(packet.subarray(headerLength, length), packet.subarray(12, 20), packet[9] ?? 0);
}

function problemOfV6(packet: Buffer): string | null {
  const length = 40 + packet.readUInt16BE(4);
  if (length > packet.length) return null;
  return problemOfPayload(packet.subarray(40, length), packet.subarray(8, 40), packet[6] ?? 0);
}

function problemOfPayload(payload: Buffer, addresses: Buffer, protocol: number): string | null {
  const at = checksumAt[protocol];
  if (at === undefined || (protocol === 17 && payload.readUInt16BE(at) === 0)) return null;
  const pseudo = Buffer.alloc(4);
  pseudo.writeUInt16BE(protocol, 0);
  pseudo.writeUInt16BE(payload.length, 2);
  const sum = protocol === 1 ? checksum(payload) : checksum(addresses, pseudo, payload);
  return sum === 0 ? null : `protocol ${protocol}`;
}
