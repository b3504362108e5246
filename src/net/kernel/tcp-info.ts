import type { KernelFacts } from '../../core/kernel-facts.ts';
import type { Libc } from './libc.ts';
import { IPPROTO_TCP, readOption } from './socket-options.ts';

/** linux/tcp.h */
const TCP_INFO = 11;

/** Offsets into `struct tcp_info`, which grows at its end only. Times are in microseconds. */
const at = {
  sendMss: 16,
  receiveMss: 20,
  pathMtu: 60,
  rtt: 68,
  rttVariance: 72,
  announcedMss: 84,
  totalRetransmits: 100,
  minRtt: 148,
  outOfOrder: 224,
} as const;
const longest = 256;
/** What `tcpi_min_rtt` is before anything was measured. */
const noMinRtt = 0xffff_ffff;

/** Reads TCP_INFO of a socket; null where the kernel does not give it. */
export function tcpInfo(libc: Libc, fd: number): KernelFacts | null {
  const info = readOption(libc, fd, IPPROTO_TCP, TCP_INFO, longest);
  return info === null ? null : readTcpInfo(info);
}

/** Takes a `struct tcp_info` apart, of whatever kernel: an older one gives less. Null for one that is too short. */
export function readTcpInfo(info: Buffer): KernelFacts | null {
  const word = (offset: number): number | null => (info.length >= offset + 4 ? info.readUInt32LE(offset) : null);
  const retransmits = word(at.totalRetransmits);
  if (retransmits === null) return null;
  const rtt = info.readUInt32LE(at.rtt);
  const minRtt = word(at.minRtt);
  return {
    rttMs: rtt === 0 ? null : inMs(rtt),
    rttVarianceMs: rtt === 0 ? null : inMs(info.readUInt32LE(at.rttVariance)),
    minRttMs: minRtt === null || minRtt === noMinRtt || minRtt === 0 ? null : inMs(minRtt),
    pathMtu: info.readUInt32LE(at.pathMtu),
    announcedMss: info.readUInt32LE(at.announcedMss),
    sendMss: info.readUInt32LE(at.sendMss),
    receiveMss: info.readUInt32LE(at.receiveMss),
    retransmits,
    outOfOrder: word(at.outOfOrder),
  };
}

function inMs(microseconds: number): number {
  return microseconds / 1000;
}
