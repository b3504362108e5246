import { expect, test } from 'vitest';
import { readTcpInfo } from '../../../src/net/kernel/tcp-info.ts';

/** `struct tcp_info` with one word after the other, by offset. */
function tcpInfo(length: number, words: Readonly<Record<number, number>>): Buffer {
  const info = Buffer.alloc(length);
  for (const [offset, value] of Object.entries(words)) info.writeUInt32LE(value, Number(offset));
  return info;
}

const words = { 16: 1448, 20: 536, 60: 1500, 68: 41_250, 72: 1_500, 84: 1448, 100: 2 };

test('microseconds become milliseconds', () => {
  expect(readTcpInfo(tcpInfo(240, { ...words, 148: 40_100, 224: 3 }))).toEqual({
    rttMs: 41.25,
    rttVarianceMs: 1.5,
    minRttMs: 40.1,
    pathMtu: 1500,
    announcedMss: 1448,
    sendMss: 1448,
    receiveMss: 536,
    retransmits: 2,
    outOfOrder: 3,
  });
});

test('what an older kernel does not give is not invented', () => {
  expect(readTcpInfo(tcpInfo(104, words))).toMatchObject({ rttMs: 41.25, minRttMs: null, outOfOrder: null });
});

test('a round trip that was not measured is none', () => {
  const info = readTcpInfo(tcpInfo(240, { ...words, 68: 0, 72: 250_000, 148: 0xffff_ffff }));
  expect(info).toMatchObject({ rttMs: null, rttVarianceMs: null, minRttMs: null });
});

test('a kernel from before the fields that matter gives nothing', () => {
  expect(readTcpInfo(tcpInfo(100, {}))).toBeNull();
});
