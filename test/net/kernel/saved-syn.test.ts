import { expect, test } from 'vitest';
import { readSyn } from '../../../src/net/kernel/saved-syn.ts';

/** As a Linux listener keeps it: IP and TCP header of a SYN from 203.0.113.2 port 20. */
const linuxSyn = Buffer.from(
  [
    '4500003c1c4640003e06b1e6cb007102c6336402',
    '0014c3a30000000100000000a002faf0e6320000',
    '020405b40402080a0001e2400000000001030307',
  ].join(''),
  'hex',
);

test('the SYN of a Linux host two routers away', () => {
  expect(readSyn(linuxSyn)).toEqual({
    ttl: 62,
    hops: 2,
    mss: 1460,
    windowScale: 7,
    options: ['mss', 'sack', 'timestamps', 'nop', 'wscale'],
  });
});

test('over IPv6 the hop limit counts', () => {
  const head = Buffer.alloc(40);
  head.writeUInt8(0x60, 0);
  head.writeUInt8(6, 6);
  head.writeUInt8(126, 7);
  expect(readSyn(Buffer.concat([head, linuxSyn.subarray(20)]))).toMatchObject({ ttl: 126, hops: 2, mss: 1460 });
});

test('options that nobody knows keep their number, and a broken list ends where it breaks', () => {
  const odd = Buffer.from(linuxSyn);
  // 34 is TCP Fast Open (RFC 7413); the length behind it leads beyond the header.
  odd.set([34, 4, 1, 2, 8, 60], 40);
  expect(readSyn(odd)).toMatchObject({ mss: null, windowScale: null, options: ['option-34'] });
});

test.each([0, 19, 39])('%i bytes of it are not enough', length => {
  expect(readSyn(linuxSyn.subarray(0, length))).toBeNull();
});
