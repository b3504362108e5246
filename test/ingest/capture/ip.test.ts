import { describe, expect, test } from 'vitest';
import { formatAddress } from '../../../src/ingest/capture/format-address.ts';
import { Conversation } from './support/conversation.ts';
import { addressBytes, type IpFields, ipBytes } from './support/ip-bytes.ts';
import { ethernet } from './support/link-bytes.ts';
import { listen } from './support/listen.ts';
import { type CapturedPacket, pcapBytes } from './support/pcap-bytes.ts';
import { tcpBytes } from './support/tcp-bytes.ts';

const v4 = { from: '192.0.2.1', to: '192.0.2.2' };
const v6 = { from: '2001:db8::1', to: '2001:db8::2' };
const text = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A segment with the text as its payload, without the packet around it. */
function segment(ends: { from: string; to: string }): Buffer {
  return tcpBytes({ ...ends, fromPort: 50_000, toPort: 21, flags: 'PA', sequence: 1, payload: text });
}

function captured(...packets: readonly Buffer[]): CapturedPacket[] {
  return packets.map((packet, index) => ({ bytes: ethernet(packet), atMicros: index * 1000 }));
}

async function eventsOf(...packets: readonly Buffer[]): Promise<readonly string[]> {
  return (await listen(pcapBytes(captured(...packets)))).events;
}

const whole = ['1 opened', `1 opener: ${text}`, '1 ended cut'];

/** A datagram in two fragments or more, each of so many bytes at most. */
function fragments(size: number, id = 7, payload = segment(v4)): Buffer[] {
  const offsets = Array.from({ length: Math.ceil(payload.length / size) }, (_, index) => index * size);
  return offsets.map(offset =>
    ipBytes({
      ...v4,
      protocol: 6,
      id,
      payload: payload.subarray(offset, offset + size),
      fragment: { offset, isLast: offset + size >= payload.length },
    }),
  );
}

function fragmentsV6(size: number, before: IpFields['extensions'] = []): Buffer[] {
  const payload = segment(v6);
  const offsets = Array.from({ length: Math.ceil(payload.length / size) }, (_, index) => index * size);
  return offsets.map(offset => {
    const header = Buffer.alloc(8);
    header.writeUInt16BE(offset | (offset + size >= payload.length ? 0 : 1), 2);
    header.writeUInt32BE(99, 4);
    const extensions = [...before, { number: 44, bytes: header }];
    return ipBytes({ ...v6, protocol: 6, payload: payload.subarray(offset, offset + size), extensions });
  });
}

describe('IPv4', () => {
  test('options are passed over', async () => {
    expect(await eventsOf(ipBytes({ ...v4, protocol: 6, payload: segment(v4), options: Buffer.alloc(12, 1) }))).toEqual(
      whole,
    );
  });

  test('a total length of zero is that of a packet that the network card cuts up', async () => {
    expect(await eventsOf(ipBytes({ ...v4, protocol: 6, payload: segment(v4), totalLength: 0 }))).toEqual(whole);
  });

  test.each([
    ['shorter than the header', { totalLength: 19 }],
    ['a header beyond the end', { options: Buffer.alloc(40, 1), payload: Buffer.alloc(0) }],
    ['no TCP header within', { payload: Buffer.alloc(13) }],
  ])('%s is passed over', async (_, fields) => {
    const bad = ipBytes({ ...v4, protocol: 6, payload: segment(v4), ...fields });
    const { summary } = await listen(pcapBytes(captured(bad)));
    expect(summary).toMatchObject({ packets: 1, tcpPackets: 0, otherPackets: 1 });
  });

  test('a total length that says more than there is leaves a gap', async () => {
    const lying = ipBytes({ ...v4, protocol: 6, payload: segment(v4), totalLength: 20 + 20 + text.length + 100 });
    expect(await eventsOf(lying)).toEqual(['1 opened', `1 opener: ${text}`, '1 opener lacks 100', '1 ended cut']);
  });
});

describe('IPv6', () => {
  const hopByHop = { number: 0, bytes: Buffer.alloc(8) };
  const routing = { number: 43, bytes: Buffer.from([0, 1, ...Array(14).fill(0)]) };
  const destination = { number: 60, bytes: Buffer.alloc(8) };
  const authentication = { number: 51, bytes: Buffer.from([0, 4, ...Array(22).fill(0)]) };
  const atomicFragment = { number: 44, bytes: Buffer.alloc(8) };

  test.each([
    ['hop-by-hop options', [hopByHop]],
    ['a chain', [hopByHop, destination, routing, authentication, destination]],
    ['a fragment header that is none', [hopByHop, atomicFragment, destination]],
  ])('%s', async (_, extensions) => {
    expect(await eventsOf(ipBytes({ ...v6, protocol: 6, payload: segment(v6), extensions }))).toEqual(whole);
  });

  test('a payload length of zero is that of a packet that the network card cuts up', async () => {
    expect(await eventsOf(ipBytes({ ...v6, protocol: 6, payload: segment(v6), totalLength: 0 }))).toEqual(whole);
  });

  test('a chain without end is passed over', async () => {
    const extensions = Array<typeof hopByHop>(40).fill(hopByHop);
    const { summary } = await listen(
      pcapBytes(captured(ipBytes({ ...v6, protocol: 6, payload: segment(v6), extensions }))),
    );
    expect(summary).toMatchObject({ tcpPackets: 0, otherPackets: 1 });
  });

  test('an extension header that reaches beyond the packet is passed over', async () => {
    const extensions = [{ number: 60, bytes: Buffer.from([0, 255, 0, 0, 0, 0, 0, 0]) }];
    const { summary } = await listen(
      pcapBytes(captured(ipBytes({ ...v6, protocol: 6, payload: segment(v6), extensions }))),
    );
    expect(summary).toMatchObject({ tcpPackets: 0, otherPackets: 1 });
  });

  test.each([
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['fe80:0:0:0:0:0:0:0', 'fe80::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ])('%s is written %s', (long, short) => {
    expect(formatAddress(addressBytes(long), 0, 6)).toBe(short);
  });
});

describe('fragments', () => {
  test.each([8, 16, 24, 48])('of %i bytes are put together', async size => {
    expect(await eventsOf(...fragments(size))).toEqual(whole);
    expect(await eventsOf(...fragmentsV6(size))).toEqual(whole);
  });

  test('come in any order, and mixed with those of another datagram', async () => {
    const other = tcpBytes({
      ...v4,
      fromPort: 50_000,
      toPort: 21,
      flags: 'PA',
      sequence: 1 + text.length,
      payload: '!',
    });
    const mixed = [...fragments(8).reverse(), ...fragments(8, 8, other)];
    mixed.splice(1, 0, ...mixed.splice(-2));
    expect((await eventsOf(...mixed)).slice(1, 3).sort()).toEqual(['1 opener: !', `1 opener: ${text}`].sort());
  });

  test('stand behind other extension headers', async () => {
    expect(await eventsOf(...fragmentsV6(16, [{ number: 0, bytes: Buffer.alloc(8) }]))).toEqual(whole);
  });

  test('that overlap: the first one counts', async () => {
    const [first = Buffer.alloc(0), ...rest] = fragments(32);
    const forged = ipBytes({
      ...v4,
      protocol: 6,
      id: 7,
      payload: Buffer.alloc(32, 'X'),
      fragment: { offset: 0, isLast: false },
    });
    expect(await eventsOf(first, forged, ...rest)).toEqual(whole);
  });

  test('of a datagram that never becomes whole are no segment', async () => {
    const [, ...withoutFirst] = fragments(16);
    const { summary } = await listen(pcapBytes(captured(...withoutFirst)));
    expect(summary).toMatchObject({ packets: 3, tcpPackets: 0, otherPackets: 0 });
  });

  test('that the snap length cut off leave a gap up to the datagram’s end', async () => {
    const file = pcapBytes(captured(...fragments(40)), { snapLength: 14 + 20 + 30 });
    expect((await listen(file)).events).toEqual([
      '1 opened',
      `1 opener: ${text.slice(0, 10)}`,
      `1 opener lacks ${text.length - 10}`,
      '1 ended cut',
    ]);
  });

  test('of thousands of datagrams that never become whole do not hinder the next one', async () => {
    const begun = Array.from({ length: 5000 }, (_, id) => fragments(48, 100 + id)[0] ?? Buffer.alloc(0));
    expect(await eventsOf(...begun, ...fragments(16))).toEqual(whole);
  });
});

describe('a snap length', () => {
  test.each([
    [54, ['1 peer lacks 36', '1 opener lacks 6']],
    [58, ['1 peer: abcd', '1 peer lacks 32', '1 opener: USER', '1 opener lacks 2']],
    [60, ['1 peer: abcdef', '1 peer lacks 30', '1 opener: USER x']],
  ])('of %i bytes leaves gaps of known length', async (snapLength, payload) => {
    const conversation = new Conversation().handshake().say('peer', text).say('opener', 'USER x').close();
    const heard = await listen(pcapBytes(conversation.packets, { snapLength }));
    expect(heard.events).toEqual(['1 opened', ...payload, '1 ended closed']);
    expect(heard.flows[0]?.peer.payloadBytes).toBe(text.length);
    expect(heard.summary.cutPackets).toBeGreaterThan(0);
  });

  test.each([20, 33, 40, 47])('of %i bytes, within the headers, leaves nothing', async snapLength => {
    const { packets } = new Conversation().handshake().say('peer', text);
    const { summary } = await listen(pcapBytes(packets, { snapLength }));
    expect(summary).toMatchObject({ packets: 4, tcpPackets: 0, otherPackets: 4, cutPackets: 4 });
  });
});
