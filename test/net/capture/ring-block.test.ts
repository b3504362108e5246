import { expect, test } from 'vitest';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { PacketLog } from '../../../src/net/capture/packet-log.ts';
import { PcapIntake } from '../../../src/net/capture/pcap-intake.ts';
import { allowsCapture } from '../../../src/net/capture/rights.ts';
import { readBlock } from '../../../src/net/capture/ring-block.ts';
import { piecesOf } from '../../ingest/capture/support/listen.ts';
import { tcpPacket } from '../../ingest/capture/support/tcp-bytes.ts';

const packetAt = 48;
const headerBytes = 80;
const space = 256;

/** A block of a TPACKET_V3 ring as the kernel fills it: each packet behind its header and its `struct sockaddr_ll`. */
function blockOf(packets: readonly Uint8Array[]): Buffer {
  const block = Buffer.alloc(4096);
  block.writeUInt32LE(1, 8);
  block.writeUInt32LE(packets.length, 12);
  block.writeUInt32LE(packetAt, 16);
  packets.forEach((bytes, index) => {
    const at = packetAt + index * space;
    block.writeUInt32LE(index === packets.length - 1 ? 0 : space, at);
    block.writeUInt32LE(1_767_323_045, at + 4);
    block.writeUInt32LE(1_000_000 * (index + 1), at + 8);
    block.writeUInt32LE(bytes.length, at + 12);
    block.writeUInt32LE(bytes.length, at + 16);
    block.writeUInt16LE(headerBytes, at + 26);
    block.writeUInt16LE(17, at + 48);
    block.writeUInt16BE(0x0800, at + 50);
    block.writeUInt32LE(2, at + 52);
    block.writeUInt16LE(1, at + 56);
    block.set(bytes, at + headerBytes);
  });
  return block;
}

const ends = { from: '192.0.2.1', to: '192.0.2.2', fromPort: 40_000, toPort: 21 };
const packets = [tcpPacket({ ...ends, flags: 'S', sequence: 1 }), tcpPacket({ ...ends, flags: 'A', sequence: 2 })];

function fileOf(log: PacketLog): Buffer {
  return Buffer.concat(log.parts());
}

test('the packets of a block become a capture that our own reader takes', async () => {
  const log = new PacketLog(10_000);
  readBlock(blockOf(packets), packet => log.add(packet));
  const summary = await readCapture(piecesOf(fileOf(log), 50), null);
  expect(summary).toMatchObject({
    packets: 2,
    tcpPackets: 2,
    cutPackets: 0,
    damage: [],
    linkTypes: ['LINUX_SLL2'],
    startedAt: '2026-01-02T03:04:05.001000Z',
    durationMs: 1,
  });
});

test('a block that lies about its packets is not read beyond its end', () => {
  const block = blockOf(packets);
  block.writeUInt32LE(1000, 12);
  block.writeUInt32LE(4000, packetAt + space);
  const log = new PacketLog(10_000);
  readBlock(block, packet => log.add(packet));
  expect(log.packets).toBe(2);
});

test('what there is no room for is counted', () => {
  const log = new PacketLog(100);
  readBlock(blockOf(packets), packet => log.add(packet));
  expect(log).toMatchObject({ packets: 1, refused: 1 });
});

test('a capture that comes in pieces is taken packet by packet', () => {
  const log = new PacketLog(10_000);
  readBlock(blockOf(packets), packet => log.add(packet));
  const file = fileOf(log);
  const intake = new PcapIntake(10_000);
  for (let at = 0; at < file.length; at += 7) intake.take(file.subarray(at, at + 7));
  expect(intake).toMatchObject({ packets: 2, refused: 0 });
  expect(Buffer.concat(intake.parts)).toEqual(file);
  const small = new PcapIntake(100);
  small.take(file);
  expect(small).toMatchObject({ packets: 1, refused: 1 });
});

test('the right to record is read from the capabilities in effect', () => {
  expect(allowsCapture('Name:\tnode\nCapEff:\t000001ffffffffff\n')).toBe(true);
  expect(allowsCapture('CapPrm:\t000001ffffffffff\nCapEff:\t0000000000000000\n')).toBe(false);
  expect(allowsCapture('CapEff:\t0000000000002000\n')).toBe(true);
  expect(allowsCapture('')).toBe(false);
});
