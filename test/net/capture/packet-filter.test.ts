import { describe, expect, test } from 'vitest';
import { encodeFilter, packetFilter, type Watched } from '../../../src/net/capture/packet-filter.ts';
import { ipBytes } from '../../ingest/capture/support/ip-bytes.ts';
import { tcpPacket } from '../../ingest/capture/support/tcp-bytes.ts';
import { runFilter } from './support/run-filter.ts';

const watched: Watched = {
  endpoints: [
    { host: '192.0.2.2', port: 21 },
    { host: '2001:db8::2', port: 2121 },
  ],
  ports: [50_000, 50_001],
};
const filter = packetFilter(watched);

function tcp(from: string, fromPort: number, to: string, toPort: number): Uint8Array {
  return tcpPacket({ from, fromPort, to, toPort, flags: 'S', sequence: 1 });
}

function icmp(protocol: 1 | 58, type: number): Uint8Array {
  const [from, to] = protocol === 1 ? ['192.0.2.1', '192.0.2.9'] : ['2001:db8::1', '2001:db8::9'];
  return ipBytes({ from, to, protocol, payload: Buffer.from([type, 0, 0, 0, 0, 0, 0, 0]) });
}

describe('the filter of the kernel', () => {
  test.each([
    ['TCP to a watched endpoint', tcp('198.51.100.1', 40_000, '192.0.2.2', 21)],
    ['TCP from one', tcp('192.0.2.2', 21, '198.51.100.1', 40_000)],
    ['TCP to one of IPv6', tcp('2001:db8::9', 40_000, '2001:db8::2', 2121)],
    ['TCP from one of IPv6', tcp('2001:db8::2', 2121, '2001:db8::9', 40_000)],
    ['TCP to a watched port', tcp('203.0.113.9', 20, '198.51.100.1', 50_001)],
    ['TCP from a watched port, IPv6', tcp('2001:db8::9', 50_000, '2001:db8::77', 20)],
    ['ICMP time exceeded', icmp(1, 11)],
    ['ICMP unreachable', icmp(1, 3)],
    ['ICMPv6 packet too big', icmp(58, 2)],
  ])('takes %s', (_, bytes) => {
    expect(runFilter(filter, { bytes })).toBeGreaterThan(65_535);
  });

  test.each([
    ['another port of a watched host', tcp('198.51.100.1', 40_000, '192.0.2.2', 22)],
    ['the port at another host', tcp('198.51.100.1', 40_000, '192.0.2.3', 21)],
    ['the ends of two that are watched', tcp('192.0.2.2', 2121, '198.51.100.1', 21)],
    ['an address that differs in its last word', tcp('2001:db8::9', 40_000, '2001:db8::3', 2121)],
    ['UDP', ipBytes({ from: '192.0.2.2', to: '192.0.2.3', protocol: 17, payload: Buffer.from([0, 21, 0, 21]) })],
    ['ICMP echo', icmp(1, 8)],
    ['ICMPv6 neighbour solicitation', icmp(58, 135)],
    ['what is no IP', Buffer.from([0x12, 0, 0, 0])],
    ['a packet that ends before its ports', tcp('198.51.100.1', 1, '192.0.2.2', 21).subarray(0, 20)],
  ])('leaves out %s', (_, bytes) => {
    expect(runFilter(filter, { bytes })).toBe(0);
  });

  test('takes one of the two that a packet on loopback is', () => {
    const bytes = tcp('198.51.100.1', 40_000, '192.0.2.2', 21);
    expect(runFilter(filter, { bytes, packetType: 4, hardwareType: 772 })).toBe(0);
    expect(runFilter(filter, { bytes, packetType: 0, hardwareType: 772 })).toBeGreaterThan(0);
    expect(runFilter(filter, { bytes, packetType: 4, hardwareType: 1 })).toBeGreaterThan(0);
  });

  test('takes nothing while nothing is watched', () => {
    const none = packetFilter({ endpoints: [], ports: [] });
    expect(runFilter(none, { bytes: tcp('198.51.100.1', 40_000, '192.0.2.2', 21) })).toBe(0);
  });

  test('takes all TCP where the kernel would not take so long a program', () => {
    const endpoints = Array.from({ length: 600 }, (_, index) => ({
      host: `10.0.${index >> 8}.${index & 255}`,
      port: 21,
    }));
    const wide = packetFilter({ endpoints, ports: [] });
    expect(encodeFilter(wide).length).toBeLessThanOrEqual(8 * 4096);
    expect(runFilter(wide, { bytes: tcp('198.51.100.1', 1, '203.0.113.1', 2) })).toBeGreaterThan(0);
  });

  test('still reaches its ends with more endpoints than a conditional jump can pass', () => {
    const endpoints = Array.from({ length: 120 }, (_, index) => ({ host: `10.0.0.${index}`, port: 21 }));
    const long = packetFilter({ endpoints: [...endpoints, ...watched.endpoints], ports: [] });
    expect(runFilter(long, { bytes: tcp('2001:db8::9', 40_000, '2001:db8::2', 2121) })).toBeGreaterThan(0);
    expect(runFilter(long, { bytes: tcp('198.51.100.1', 40_000, '10.0.0.119', 21) })).toBeGreaterThan(0);
    expect(runFilter(long, { bytes: icmp(1, 3) })).toBeGreaterThan(0);
  });
});
