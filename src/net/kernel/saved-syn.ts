import { hopsOf } from '../../core/hops.ts';
import type { SynFacts } from '../../core/kernel-facts.ts';
import type { Libc } from './libc.ts';
import { IPPROTO_TCP, readOption, setIntOption } from './socket-options.ts';

/** linux/tcp.h */
const TCP_SAVE_SYN = 27;
const TCP_SAVED_SYN = 28;
/** Headers of both, with all the options that there can be. */
const longest = 512;

/** Lets the kernel keep the SYNs of a socket that listens. False where it refuses. */
export function saveSyns(libc: Libc, listenerFd: number): boolean {
  return setIntOption(libc, listenerFd, IPPROTO_TCP, TCP_SAVE_SYN, 1);
}

/** The SYN that opened an accepted connection; null where none was kept. The kernel gives it once. */
export function savedSyn(libc: Libc, acceptedFd: number): SynFacts | null {
  const bytes = readOption(libc, acceptedFd, IPPROTO_TCP, TCP_SAVED_SYN, longest);
  return bytes === null ? null : readSyn(bytes);
}

/** Reads IP and TCP header of a SYN; null when they are not whole. */
export function readSyn(bytes: Buffer): SynFacts | null {
  const version = (bytes[0] ?? 0) >> 4;
  // The kernel keeps both headers and nothing behind them: IPv6 extension headers make the TCP header no easier to find.
  const tcpAt = version === 6 ? 40 : ((bytes[0] ?? 0) & 0xf) * 4;
  if ((version === 6 && bytes[6] !== IPPROTO_TCP) || bytes.length < tcpAt + 20) return null;
  const ttl = bytes[version === 6 ? 7 : 8] ?? 0;
  const end = tcpAt + ((bytes[tcpAt + 12] ?? 0) >> 4) * 4;
  return { ttl, hops: hopsOf(ttl), ...readOptions(bytes.subarray(tcpAt + 20, end)) };
}

/** RFC 9293 §3.1, RFC 7323, RFC 2018 */
const optionNames: Readonly<Record<number, string>> = {
  1: 'nop',
  2: 'mss',
  3: 'wscale',
  4: 'sack',
  8: 'timestamps',
};

function readOptions(bytes: Buffer): Pick<SynFacts, 'mss' | 'windowScale' | 'options'> {
  const options: string[] = [];
  let mss: number | null = null;
  let windowScale: number | null = null;
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const kind = bytes[at] ?? 0;
    const length = kind === 1 ? 1 : (bytes[at + 1] ?? 0);
    if (length < (kind === 1 ? 1 : 2) || at + length > bytes.length) break;
    options.push(optionNames[kind] ?? `option-${kind}`);
    if (kind === 2 && length === 4) mss = bytes.readUInt16BE(at + 2);
    if (kind === 3 && length === 3) windowScale = Math.min(bytes[at + 2] ?? 0, 14);
    at += length;
  }
  return { mss, windowScale, options };
}
