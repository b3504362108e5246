import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip } from '../../../src/ingest/capture/gunzip.ts';
import { isCapture } from '../../../src/ingest/capture/is-capture.ts';
import { Conversation } from './support/conversation.ts';
import { listen, piecesOf } from './support/listen.ts';
import { pcapBytes } from './support/pcap-bytes.ts';
import { PcapngBlocks } from './support/pcapng-bytes.ts';

const { packets } = new Conversation().handshake().say('peer', '220 hello').say('opener', 'USER x').close();
const events = ['1 opened', '1 peer: 220 hello', '1 opener: USER x', '1 ended closed'];
const startedAt = '2026-01-02T03:04:05.001000Z';

describe('pcap', () => {
  test.each([
    ['little-endian, microseconds', { isLittle: true, isNanos: false }],
    ['little-endian, nanoseconds', { isLittle: true, isNanos: true }],
    ['big-endian, microseconds', { isLittle: false, isNanos: false }],
    ['big-endian, nanoseconds', { isLittle: false, isNanos: true }],
  ])('%s', async (_, settings) => {
    const file = pcapBytes(packets, settings);
    expect(isCapture(file)).toBe('pcap');
    const heard = await listen(file);
    expect(heard.events).toEqual(events);
    expect(heard.startedAt).toBe(startedAt);
    expect(heard.summary).toEqual({
      format: 'pcap',
      isGzip: false,
      bytes: file.length,
      damage: [],
      lostPackets: null,
      packets: 8,
      tcpPackets: 8,
      cutPackets: 0,
      otherPackets: 0,
      flows: 1,
      linkTypes: ['ETHERNET'],
      startedAt,
      durationMs: 7,
    });
  });

  test('bits of the frame check sequence beside the link type', async () => {
    const file = pcapBytes(packets);
    file[23] = 0x14;
    expect((await listen(file)).events).toEqual(events);
  });

  test.each([1, 2, 3, 7, 16, 41, 64])('in pieces of %i bytes', async chunkBytes => {
    const heard = await listen(pcapBytes(packets), { chunkBytes });
    expect(heard.events).toEqual(events);
    expect(heard.summary.damage).toEqual([]);
  });
});

describe('pcapng', () => {
  const file = (blocks: PcapngBlocks): Buffer =>
    Buffer.concat([blocks.section(), blocks.interface(), ...packets.map(packet => blocks.packet(packet))]);

  test.each([true, false])('enhanced packet blocks, little-endian: %s', async isLittle => {
    const bytes = file(new PcapngBlocks(isLittle));
    expect(isCapture(bytes)).toBe('pcapng');
    const heard = await listen(bytes);
    expect(heard.events).toEqual(events);
    expect(heard.startedAt).toBe(startedAt);
    expect(heard.summary).toMatchObject({ format: 'pcapng', damage: [], durationMs: 7 });
  });

  test.each([1, 3, 8, 29])('in pieces of %i bytes', async chunkBytes => {
    const heard = await listen(file(new PcapngBlocks()), { chunkBytes });
    expect(heard.events).toEqual(events);
    expect(heard.summary.damage).toEqual([]);
  });

  test('obsolete packet blocks', async () => {
    const blocks = new PcapngBlocks();
    const bytes = [blocks.section(), blocks.interface(), ...packets.map(packet => blocks.oldPacket(packet))];
    expect((await listen(Buffer.concat(bytes))).events).toEqual(events);
  });

  test('simple packet blocks, which have no times', async () => {
    const blocks = new PcapngBlocks();
    const bytes = [blocks.section(), blocks.interface(), ...packets.map(packet => blocks.simplePacket(packet))];
    const heard = await listen(Buffer.concat(bytes));
    expect(heard.events).toEqual(events);
    expect(heard.startedAt).toBeNull();
    expect(heard.flows[0]?.lastAtMs).toBe(0);
  });

  test('a simple packet that the interface cut off', async () => {
    const blocks = new PcapngBlocks();
    const bytes = new Uint8Array(40).fill(1);
    const simple = blocks.simplePacket({ bytes, originalLength: 100 });
    const heard = await listen(Buffer.concat([blocks.section(), blocks.interface(1, [], 40), simple]));
    expect(heard.summary).toMatchObject({ packets: 1, cutPackets: 1, damage: [] });
  });

  test('blocks of other kinds in between', async () => {
    const blocks = new PcapngBlocks();
    const names = blocks.block(4, [Buffer.alloc(40)]);
    const custom = blocks.block(0xbad, [Buffer.alloc(400)]);
    const future = blocks.block(77, [Buffer.alloc(8)]);
    const bytes = Buffer.concat([file(blocks).subarray(0, 28), names, custom, future, file(blocks).subarray(28)]);
    const heard = await listen(bytes);
    expect(heard.events).toEqual(events);
    expect(heard.summary.damage).toEqual([]);
  });

  test('sections of different byte order, each with its own interfaces', async () => {
    const later = new Conversation({ openerPort: 40_001 }).wait(100).handshake().say('peer', '220 again');
    const little = new PcapngBlocks(true);
    const bytes = Buffer.concat([
      file(new PcapngBlocks(false)),
      little.section(),
      little.interface(101),
      little.interface(1),
      ...later.packets.map(packet => little.packet(packet, { interfaceId: 1 })),
    ]);
    const heard = await listen(bytes);
    expect(heard.events).toEqual([...events, '2 opened', '2 peer: 220 again', '2 ended cut']);
    expect(heard.flows[1]?.synAtMs).toBe(100);
  });

  test('interfaces with link types and clocks of their own', async () => {
    const blocks = new PcapngBlocks();
    const bytes = Buffer.concat([
      blocks.section(),
      blocks.interface(1),
      blocks.interface(101, [blocks.resolution(9), blocks.timeOffset(3600)]),
      blocks.interface(101, [blocks.resolution(0x80 | 20)]),
      ...packets.map((packet, index) => {
        const raw = { ...packet, bytes: packet.bytes.subarray(14) };
        if (index % 3 === 0) return blocks.packet(packet);
        if (index % 3 === 1)
          return blocks.packet(raw, { interfaceId: 1, unitsPerSecond: 1_000_000_000n, offsetSeconds: 3600 });
        return blocks.packet(raw, { interfaceId: 2, unitsPerSecond: 1_048_576n });
      }),
    ]);
    const heard = await listen(bytes);
    expect(heard.events).toEqual(events);
    expect(heard.summary.linkTypes).toEqual(['ETHERNET', 'RAW']);
    expect(heard.flows[0]?.synAckAtMs).toBe(1);
    expect(heard.flows[0]?.ackAtMs).toBeCloseTo(2, 2);
  });

  test('how many packets the capturing machine lost', async () => {
    const blocks = new PcapngBlocks();
    const parts = [
      file(blocks),
      blocks.statistics(0, 3),
      blocks.statistics(0, 5),
      file(blocks),
      blocks.statistics(0, 2),
    ];
    expect((await listen(Buffer.concat(parts))).summary.lostPackets).toBe(7);
    expect((await listen(file(blocks))).summary.lostPackets).toBeNull();
  });

  test('a packet of an interface that is not described is damage, not an end', async () => {
    const blocks = new PcapngBlocks();
    const [syn, ...rest] = packets;
    if (syn === undefined) throw new Error('no packets');
    const head = Buffer.concat([blocks.section(), blocks.interface()]);
    const tail = rest.map(packet => blocks.packet(packet));
    const heard = await listen(Buffer.concat([head, blocks.packet(syn, { interfaceId: 9 }), ...tail]));
    expect(heard.summary.damage).toEqual([
      { offset: head.length, what: 'a packet of interface 9, which is not described' },
    ]);
    expect(heard.summary.packets).toBe(7);
  });
});

describe('gzip', () => {
  test('is unpacked as it comes, and packed members may follow each other', async () => {
    const file = pcapBytes(packets);
    const packed = Buffer.concat([gzipSync(file.subarray(0, 300)), gzipSync(file.subarray(300))]);
    expect(isCapture(packed)).toBe('gzip');
    for (const chunkBytes of [1, 50, packed.length]) {
      const heard = await listen(packed, { chunkBytes });
      expect(heard.events).toEqual(events);
      expect(heard.summary).toMatchObject({ format: 'pcap', isGzip: true, bytes: file.length, damage: [] });
    }
  });

  test('that breaks off is used as far as it goes', async () => {
    const packed = gzipSync(pcapBytes(packets), { level: 0 });
    const heard = await listen(packed.subarray(0, packed.length - 100));
    expect(heard.events.slice(0, 3)).toEqual(events.slice(0, 3));
    expect(heard.summary.damage.map(({ what }) => what)).toContain('gzip: unexpected end of file');
  });

  test('that is damaged is used up to there', async () => {
    const long = new Conversation().handshake();
    for (let count = 0; count < 2000; count += 1) long.say('peer', `${count} `.padEnd(1000, 'x'));
    const packed = gzipSync(pcapBytes(long.packets), { level: 0 });
    packed.fill(0xff, 1_500_000, 1_600_000);
    const heard = await listen(packed);
    expect(heard.summary.packets).toBeGreaterThan(1390);
    expect(heard.summary.damage.at(-1)?.what).toMatch(/^gzip: invalid|^the file ends within a packet/);
  });

  test.each([10, 100_000])('with %i bytes of something else behind it ends before these', async count => {
    const packed = Buffer.concat([gzipSync(pcapBytes(packets)), Buffer.alloc(count)]);
    for (const chunkBytes of [1000, packed.length])
      expect((await listen(packed, { chunkBytes })).events).toEqual(events);
  });

  test('that unpacks to a thousand times its size is never held whole', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    let held = 0;
    let most = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(bomb, 5000)) {
        most = Math.max(most, held);
        held = 0;
        yield piece;
      }
    }
    for await (const bytes of gunzip(source(), () => {})) held += bytes.length;
    expect(most).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(6_000_000);
  });

  test('of something else is no capture', async () => {
    const heard = await listen(gzipSync('230 Login successful.\r\n'));
    expect(heard.summary).toMatchObject({ format: null, isGzip: true, packets: 0 });
    expect(heard.summary.damage).toEqual([{ offset: 0, what: 'neither pcap nor pcapng' }]);
  });
});

describe('what is no capture', () => {
  test.each([
    ['nothing', ''],
    ['a log', '220 ready\r\nUSER x\r\n'],
    ['the beginning of a magic number', '\xa1\xb2'],
    ['a section header without a byte order', '\n\r\r\n\x1c\0\0\0\0\0\0\0'],
  ])('%s', async (_, text) => {
    const file = Buffer.from(text, 'latin1');
    expect(isCapture(file)).toBeNull();
    expect((await listen(file)).summary).toMatchObject({ format: null, packets: 0, startedAt: null });
  });
});
