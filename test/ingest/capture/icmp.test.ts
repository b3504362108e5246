import { expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { ipBytes } from './support/ip-bytes.ts';
import { ethernet } from './support/link-bytes.ts';
import { listen } from './support/listen.ts';
import { pcapBytes } from './support/pcap-bytes.ts';
import { tcpPacket } from './support/tcp-bytes.ts';

const ends = { from: '192.0.2.10', to: '198.51.100.20', fromPort: 40_000, toPort: 21 };

/** An ICMP error about a packet, of which it quotes so many bytes. */
function icmpError(
  type: number,
  code: number,
  quoted: Buffer,
  { bytes = 28, mtu = 0, from = '203.0.113.1' } = {},
): Buffer {
  const header = Buffer.from([type, code, 0, 0, 0, 0, mtu >> 8, mtu & 255]);
  const isV6 = from.includes(':');
  const to = isV6 ? '2001:db8::1' : ends.from;
  return ipBytes({ from, to, protocol: isV6 ? 58 : 1, payload: Buffer.concat([header, quoted.subarray(0, bytes)]) });
}

async function hear(...packets: readonly Buffer[]) {
  const { packets: syn } = new Conversation().send('opener', { flags: 'S' });
  const errors = packets.map((packet, index) => ({ bytes: ethernet(packet), atMicros: 5000 + index }));
  return listen(pcapBytes([...syn, ...errors]));
}

test.each([
  ['host unreachable', 3, 1, null],
  ['port unreachable', 3, 3, null],
  ['prohibited by an administrator', 3, 13, null],
  ['fragmentation needed', 3, 4, 1400],
  ['time exceeded', 11, 0, null],
])('%s: who says so, and about which connection', async (_, type, code, mtu) => {
  const { icmp, flows } = await hear(
    icmpError(type, code, tcpPacket({ ...ends, flags: 'S', sequence: 1000 }), { mtu: mtu ?? 0 }),
  );
  expect(icmp).toEqual([
    {
      atMs: 4,
      from: '203.0.113.1',
      version: 4,
      type,
      code,
      mtu,
      source: { host: '192.0.2.10', port: 40_000 },
      destination: { host: '198.51.100.20', port: 21 },
      flow: flows[0],
    },
  ]);
  expect(flows[0]?.icmpErrors).toEqual(icmp);
  expect(flows[0]?.handshake().synAck).toEqual({ state: 'missing', known: 'packet' });
});

test('packet too big, of ICMPv6', async () => {
  const quoted = tcpPacket({
    from: '2001:db8::1',
    to: '2001:db8::2',
    fromPort: 5,
    toPort: 21,
    flags: 'A',
    sequence: 1,
  });
  const { icmp } = await hear(icmpError(2, 0, quoted, { bytes: 60, mtu: 1280, from: '2001:db8::ffff' }));
  expect(icmp).toMatchObject([{ from: '2001:db8::ffff', version: 6, type: 2, mtu: 1280, flow: null }]);
});

test('no more than four are kept with a flow', async () => {
  const error = icmpError(3, 1, tcpPacket({ ...ends, flags: 'S', sequence: 1000 }));
  const { icmp, flows } = await hear(...Array<Buffer>(9).fill(error));
  expect(icmp).toHaveLength(9);
  expect(flows[0]?.icmpErrors).toHaveLength(4);
});

test.each([
  ['an echo', icmpError(8, 0, Buffer.alloc(40))],
  ['an error about UDP', icmpError(3, 3, ipBytes({ ...ends, protocol: 17, payload: Buffer.alloc(8) }))],
  ['a quotation without ports', icmpError(3, 1, tcpPacket({ ...ends, flags: 'S', sequence: 1 }), { bytes: 22 })],
  ['a quotation that is no packet', icmpError(3, 1, Buffer.alloc(28))],
  ['no quotation', icmpError(3, 1, Buffer.alloc(0))],
])('%s tells nothing of TCP', async (_, packet) => {
  expect((await hear(packet)).icmp).toEqual([]);
});
