import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { Conversation } from './support/conversation.ts';
import { listen } from './support/listen.ts';
import { pcapBytes, pcapHeader, pcapRecord } from './support/pcap-bytes.ts';
import { PcapngBlocks } from './support/pcapng-bytes.ts';
import { Random } from './support/random.ts';

const { packets } = new Conversation()
  .handshake()
  .say('peer', '220 one\r\n')
  .say('opener', 'USER two\r\n')
  .say('peer', '331 three\r\n')
  .say('opener', 'PASS four\r\n')
  .close();
const records = packets.map(packet => pcapRecord(packet));
const pcap = pcapBytes(packets);
const blocks = new PcapngBlocks();
const pcapng = Buffer.concat([blocks.section(), blocks.interface(), ...packets.map(packet => blocks.packet(packet))]);
/** Where the packet with that number begins in the pcap file. */
const offsetOf = (index: number): number =>
  pcapHeader().length + records.slice(0, index).reduce((sum, record) => sum + record.length, 0);

describe('a file that breaks off', () => {
  test.each([
    ['pcap', pcap],
    ['pcapng', pcapng],
    ['gzip', gzipSync(pcap)],
  ])('at any byte: %s', async (_, file) => {
    let before = 0;
    for (let length = 0; length < file.length; length += 1) {
      const { summary } = await listen(file.subarray(0, length));
      expect(summary.packets).toBeGreaterThanOrEqual(before);
      expect(summary.damage.length).toBeLessThanOrEqual(2);
      before = summary.packets;
    }
    expect(before).toBe(packets.length);
  });

  test('within a packet: what is there of it is used, and what is not is a gap', async () => {
    const heard = await listen(pcap.subarray(0, offsetOf(4) - 4));
    expect(heard.events.slice(1, 3)).toEqual(['1 peer: 220 o', '1 peer lacks 4']);
    expect(heard.summary.damage).toEqual([{ offset: offsetOf(3), what: 'the file ends within a packet' }]);
  });

  test('by an error of its source', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield pcap.subarray(0, offsetOf(4));
      throw new Error('input/output error');
    }
    const summary = await readCapture(broken(), null);
    expect(summary.packets).toBe(4);
    expect(summary.damage[0]?.what).toBe('it could not be read further: input/output error');
  });

  test('before it began: its error is the caller’s', async () => {
    // biome-ignore lint/correctness/useYield: this one fails at once.
    async function* missing(): AsyncGenerator<Uint8Array> {
      throw new Error('no such file');
    }
    await expect(readCapture(missing(), null)).rejects.toThrow('no such file');
  });
});

describe('pcap that is damaged in its middle', () => {
  test.each([0xffff_ffff, 0x0010_0001])('a length of %i is named, and reading goes on after it', async length => {
    const file = Buffer.from(pcap);
    file.writeUInt32LE(length, offsetOf(4) + 8);
    const heard = await listen(file);
    expect(heard.summary.damage).toEqual([
      { offset: offsetOf(4), what: `a packet of ${length} bytes, which cannot be true` },
    ]);
    expect(heard.events).toEqual([
      '1 opened',
      '1 peer: 220 one\r\n',
      '1 opener lacks 10',
      '1 peer: 331 three\r\n',
      '1 opener: PASS four\r\n',
      '1 ended closed',
    ]);
  });

  test('a length that swallows the next packets is found out by these', async () => {
    const file = Buffer.from(pcap);
    file.writeUInt32LE(100, offsetOf(4) + 8);
    const { summary } = await listen(file);
    expect(summary.damage).toEqual([{ offset: offsetOf(4), what: 'a packet of 100 bytes, in which others begin' }]);
    expect(summary.packets).toBe(packets.length - 1);
  });

  test('a length that reaches beyond the end does not hide the last packets', async () => {
    const file = Buffer.from(pcap);
    file.writeUInt32LE(60_000, offsetOf(4) + 8);
    const { summary } = await listen(file);
    expect(summary.damage[0]?.what).toBe('a packet of 60000 bytes, in which others begin');
    expect(summary.packets).toBe(packets.length - 1);
  });

  test.each([1, 7, 100, 5000])('%i bytes too much in between are passed over', async count => {
    const rubbish = Buffer.alloc(count, 0xee);
    for (const chunkBytes of [13, 4096]) {
      const file = Buffer.concat([pcap.subarray(0, offsetOf(5)), rubbish, pcap.subarray(offsetOf(5))]);
      const { summary } = await listen(file, { chunkBytes });
      expect(summary.packets).toBe(packets.length);
      expect(summary.damage).toHaveLength(1);
    }
  });

  test('bytes that are missing cost no more than the packets around them', async () => {
    const file = Buffer.concat([pcap.subarray(0, offsetOf(4) + 9), pcap.subarray(offsetOf(4) + 30)]);
    const { summary } = await listen(file);
    expect(summary.damage[0]?.offset).toBe(offsetOf(4));
    expect(summary.packets).toBeGreaterThanOrEqual(packets.length - 2);
  });
});

describe('pcapng that is damaged in its middle', () => {
  const start = pcapng.length - packets.map(packet => blocks.packet(packet).length).reduce((a, b) => a + b, 0);

  test.each([
    [0xffff_fffc, 'a block of 4294967292 bytes, which cannot be true'],
    [33, 'a block of 33 bytes, which cannot be true'],
    [400, 'a block whose two lengths differ'],
  ])('a length of %i is named, and reading goes on after it', async (length, what) => {
    const file = Buffer.from(pcapng);
    file.writeUInt32LE(length, start + 4);
    const { summary } = await listen(file);
    expect(summary.damage).toEqual([{ offset: start, what }]);
    expect(summary.packets).toBe(packets.length - 1);
  });

  test('a block whose trailing length alone is wrong is used', async () => {
    const file = Buffer.from(pcapng);
    const end = start + blocks.packet(packets[0] ?? { bytes: new Uint8Array(0), atMicros: 0 }).length;
    file.writeUInt32LE(5, end - 4);
    const { summary } = await listen(file);
    expect(summary.damage).toEqual([{ offset: start, what: 'a block whose two lengths differ' }]);
    expect(summary.packets).toBe(packets.length);
  });

  test('a length that reaches beyond the end does not hide the last packets', async () => {
    const file = Buffer.from(pcapng);
    file.writeUInt32LE(1_000_000, start + 4);
    const { summary } = await listen(file);
    expect(summary.packets).toBe(packets.length - 1);
  });

  test('a packet longer than its block is used as far as the block goes', async () => {
    const file = Buffer.from(pcapng);
    file.writeUInt32LE(1_000_000, start + 20);
    const { summary } = await listen(file);
    expect(summary.damage[0]).toMatchObject({
      offset: start,
      what: expect.stringContaining('a packet of 1000000 bytes'),
    });
    expect(summary.packets).toBe(packets.length);
  });
});

test('no more than twenty places of damage are told', async () => {
  const parts = Array.from({ length: 50 }, () => Buffer.concat([pcap.subarray(24), Buffer.alloc(40, 0xee)]));
  const { summary } = await listen(Buffer.concat([pcapHeader(), ...parts]));
  expect(summary.damage).toHaveLength(20);
  expect(summary.packets).toBe(50 * packets.length);
});

describe('bytes at random never throw, and are read in time', () => {
  const files = [pcap, pcapng, gzipSync(pcap)];

  test.each([1, 2, 3])('files with bytes changed, seed %i', async seed => {
    const random = new Random(seed);
    for (let round = 0; round < 400; round += 1) {
      const file = Buffer.from(files[round % files.length] ?? pcap);
      const changes = 1 + random.below(8);
      for (let change = 0; change < changes; change += 1) file[random.below(file.length)] = random.below(256);
      const { summary } = await listen(file, { chunkBytes: 1 + random.below(file.length) });
      expect(summary.packets).toBeLessThan(200);
    }
  });

  test.each([
    ['pcap', pcapHeader()],
    ['pcapng', Buffer.concat([blocks.section(), blocks.interface()])],
  ])('rubbish after the header of %s', async (_, header) => {
    const random = new Random(4);
    const rubbish = Buffer.alloc(2_000_000);
    for (let at = 0; at < rubbish.length; at += 4) rubbish.writeUInt32LE(random.below(2 ** 32), at);
    const { summary } = await listen(Buffer.concat([header, rubbish]));
    expect(summary.damage.length).toBeGreaterThan(0);
  });
});
