import { describe, expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { ethernet, padded } from './support/link-bytes.ts';
import { listen } from './support/listen.ts';
import { pcapBytes } from './support/pcap-bytes.ts';

const v4 = new Conversation().handshake().say('peer', '220 hi').close();
const v6 = new Conversation({ opener: '2001:db8::1', peer: '2001:db8::2' }).handshake().say('peer', '220 hi').close();
const events = ['1 opened', '1 peer: 220 hi', '1 ended closed'];

/** The conversation with another link-layer header in place of Ethernet's. */
function over(linkType: number, header: (ip: Buffer) => Buffer, conversation = v4): Buffer {
  const packets = conversation.packets.map(packet => {
    const ip = Buffer.from(packet.bytes.subarray(14));
    return { ...packet, bytes: Buffer.concat([header(ip), ip]) };
  });
  return pcapBytes(packets, { linkType });
}

const etherTypeOf = (ip: Buffer): number[] => ((ip[0] ?? 0) >> 4 === 4 ? [0x08, 0x00] : [0x86, 0xdd]);
const familyOf = (ip: Buffer, v6Family: number): number => ((ip[0] ?? 0) >> 4 === 4 ? 2 : v6Family);

describe.each([
  ['IPv4', v4],
  ['IPv6', v6],
])('%s over', (_, conversation) => {
  test.each<[string, number, (ip: Buffer) => Buffer]>([
    ['raw IP', 101, () => Buffer.alloc(0)],
    ['raw IP of BSD', 12, () => Buffer.alloc(0)],
    ['Linux cooked, version 1', 113, ip => Buffer.from([...Array(14).fill(0), ...etherTypeOf(ip)])],
    ['Linux cooked, version 2', 276, ip => Buffer.from([...etherTypeOf(ip), ...Array(18).fill(0)])],
    [
      'Linux cooked, version 1, with a VLAN tag',
      113,
      ip => Buffer.from([...Array(14).fill(0), 0x81, 0, 0, 5, ...etherTypeOf(ip)]),
    ],
    [
      'Linux cooked, version 2, with a VLAN tag',
      276,
      ip => Buffer.from([0x81, 0, ...Array(18).fill(0), 0, 5, ...etherTypeOf(ip)]),
    ],
    ['BSD loopback of a little-endian machine', 0, ip => Buffer.from([familyOf(ip, 30), 0, 0, 0])],
    ['BSD loopback of a big-endian machine', 0, ip => Buffer.from([0, 0, 0, familyOf(ip, 28)])],
    ['OpenBSD loopback', 108, ip => Buffer.from([0, 0, 0, familyOf(ip, 24)])],
    ['PPP', 9, ip => Buffer.from([0xff, 3, 0, (ip[0] ?? 0) >> 4 === 4 ? 0x21 : 0x57])],
    ['PPP, compressed', 9, ip => Buffer.from([(ip[0] ?? 0) >> 4 === 4 ? 0x21 : 0x57])],
    [
      'PPPoE',
      1,
      ip =>
        Buffer.from([...Array(12).fill(0), 0x88, 0x64, 0x11, 0, 0, 9, 0, 0, 0, (ip[0] ?? 0) >> 4 === 4 ? 0x21 : 0x57]),
    ],
    ['Ethernet with a VLAN tag', 1, ip => ethernet(ip, [0x8100]).subarray(0, 18)],
    ['Ethernet with two', 1, ip => ethernet(ip, [0x88a8, 0x8100]).subarray(0, 22)],
  ])('%s', async (_, linkType, header) => {
    const heard = await listen(over(linkType, header, conversation));
    expect(heard.events).toEqual(events);
    expect(heard.summary.otherPackets).toBe(0);
  });
});

test.each([
  ['an unknown link type', 147, 'LINKTYPE_147'],
  ['IEEE 802.11', 105, 'LINKTYPE_105'],
])('%s is named, and its packets are counted', async (_, linkType, name) => {
  const { summary } = await listen(over(linkType, () => Buffer.alloc(0)));
  expect(summary).toMatchObject({ linkTypes: [name], packets: 7, otherPackets: 7, tcpPackets: 0, damage: [] });
});

test('frames that carry no IP are passed over', async () => {
  const arp = Buffer.concat([Buffer.alloc(12), Buffer.from([0x08, 0x06]), Buffer.alloc(46)]);
  const endlessTags = ethernet(Buffer.alloc(40, 0x45), Array(9).fill(0x8100));
  const packets = [arp, endlessTags].map(bytes => ({ bytes, atMicros: 0 }));
  const { summary } = await listen(pcapBytes([...packets, ...v4.packets]));
  expect(summary).toMatchObject({ packets: 9, tcpPackets: 7, otherPackets: 2 });
});

test('the padding of short Ethernet frames is no payload', async () => {
  const packets = v4.packets.map(packet => ({ ...packet, bytes: padded(packet.bytes) }));
  const heard = await listen(pcapBytes(packets));
  expect(heard.events).toEqual(events);
  expect(heard.flows[0]?.opener.payloadBytes).toBe(0);
});
