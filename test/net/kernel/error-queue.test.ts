import { expect, test } from 'vitest';
import { readControl } from '../../../src/net/kernel/error-queue.ts';

interface Queued {
  readonly level: number;
  readonly type: number;
  readonly origin: number;
  readonly icmp: readonly [type: number, code: number];
  readonly info?: number;
  readonly offender: Buffer;
}

/** A control message as recvmsg gives it: `struct cmsghdr`, `struct sock_extended_err`, the offender's address. */
function control({ level, type, origin, icmp, info = 0, offender }: Queued): Buffer {
  const error = Buffer.alloc(16);
  error.writeUInt8(origin, 4);
  error.writeUInt8(icmp[0], 5);
  error.writeUInt8(icmp[1], 6);
  error.writeUInt32LE(info, 8);
  const head = Buffer.alloc(16);
  head.writeBigUInt64LE(BigInt(16 + error.length + offender.length));
  head.writeInt32LE(level, 8);
  head.writeInt32LE(type, 12);
  return Buffer.concat([head, error, offender]);
}

const v4 = Buffer.from(`02000000cb007101${'00'.repeat(8)}`, 'hex');
const v6 = Buffer.from(`0a000000${'00'.repeat(4)}20010db8000f00000000000000000002${'00'.repeat(4)}`, 'hex');
const ip = { level: 0, type: 11, origin: 2 } as const;
const ipv6 = { level: 41, type: 25, origin: 3 } as const;

test('a router that says that the time to live was exceeded', () => {
  expect(readControl(control({ ...ip, icmp: [11, 0], offender: v4 }))).toEqual({
    from: '203.0.113.1',
    version: 4,
    type: 11,
    code: 0,
    mtu: null,
  });
});

test('the MTU of "fragmentation needed" and of "packet too big"', () => {
  expect(readControl(control({ ...ip, icmp: [3, 4], info: 1400, offender: v4 }))?.mtu).toBe(1400);
  expect(readControl(control({ ...ipv6, icmp: [2, 0], info: 1280, offender: v6 }))).toEqual({
    from: '2001:db8:f::2',
    version: 6,
    type: 2,
    code: 0,
    mtu: 1280,
  });
});

test('other control messages before it are passed over', () => {
  const other = Buffer.alloc(24);
  other.writeBigUInt64LE(20n);
  other.writeInt32LE(1, 8);
  const both = Buffer.concat([other, control({ ...ip, icmp: [3, 13], offender: v4 })]);
  expect(readControl(both)).toMatchObject({ type: 3, code: 13 });
});

test('an error that this machine made without ICMP has no sender', () => {
  expect(readControl(control({ ...ip, origin: 1, icmp: [0, 0], offender: v4 }))).toBeNull();
});

test.each([0, 8, 20, 40])('%i bytes of it give nothing', length => {
  expect(readControl(control({ ...ip, icmp: [11, 0], offender: v4 }).subarray(0, length))).toBeNull();
});
