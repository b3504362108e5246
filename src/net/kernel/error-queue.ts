import ipaddr from 'ipaddr.js';
import type { IcmpFact } from '../../core/packet-facts.ts';
import type { Libc } from './libc.ts';
import { AF_INET, AF_INET6, IPPROTO_IP, IPPROTO_IPV6, setIntOption } from './socket-options.ts';

/** netinet/in.h, linux/in6.h */
const IP_RECVERR = 11;
const IPV6_RECVERR = 25;
/** sys/socket.h */
const MSG_ERRQUEUE = 0x2000;
const MSG_DONTWAIT = 0x40;
/** linux/errqueue.h: who made the error. */
const SO_EE_ORIGIN_ICMP = 2;
const SO_EE_ORIGIN_ICMP6 = 3;
/** `struct cmsghdr` of 64-bit systems, `struct sock_extended_err`. */
const controlHeaderSize = 16;
const extendedErrorSize = 16;
/** RFC 1191 §4 and RFC 4443 §3.2: what `ee_info` is the MTU of. */
const fragmentationNeeded = { type: 3, code: 4 } as const;
const packetTooBig = 2;

/** An ICMP error as a socket's error queue tells it. */
export type QueuedIcmp = Omit<IcmpFact, 'atMs'>;

/** Lets a socket keep ICMP errors about what it sent, with their senders; or no longer, which spares a connection that stands. */
export function keepErrors(libc: Libc, fd: number, family: 4 | 6, isOn: boolean): void {
  const [level, name] = family === 4 ? [IPPROTO_IP, IP_RECVERR] : [IPPROTO_IPV6, IPV6_RECVERR];
  setIntOption(libc, fd, level, name, Number(isOn));
}

/** The next ICMP error that a socket has kept; null when there is none. */
export function nextIcmp(libc: Libc, fd: number): QueuedIcmp | null {
  const quoted = Buffer.alloc(64);
  const control = Buffer.alloc(256);
  const vector = Buffer.alloc(16);
  vector.writeBigUInt64LE(libc.addressOf(quoted), 0);
  vector.writeBigUInt64LE(BigInt(quoted.length), 8);
  const message = Buffer.alloc(56);
  message.writeBigUInt64LE(libc.addressOf(vector), 16);
  message.writeBigUInt64LE(1n, 24);
  message.writeBigUInt64LE(libc.addressOf(control), 32);
  message.writeBigUInt64LE(BigInt(control.length), 40);
  if (Number(libc.recvmsg(fd, message, MSG_ERRQUEUE | MSG_DONTWAIT)) < 0) return null;
  return readControl(control.subarray(0, Number(message.readBigUInt64LE(40))));
}

/** Finds the ICMP error among the control messages of `recvmsg`. */
export function readControl(control: Buffer): QueuedIcmp | null {
  for (let at = 0; at + controlHeaderSize <= control.length; ) {
    const size = Number(control.readBigUInt64LE(at));
    if (size < controlHeaderSize || at + size > control.length) return null;
    const level = control.readInt32LE(at + 8);
    const type = control.readInt32LE(at + 12);
    const isError = (level === IPPROTO_IP && type === IP_RECVERR) || (level === IPPROTO_IPV6 && type === IPV6_RECVERR);
    if (isError) return readExtendedError(control.subarray(at + controlHeaderSize, at + size));
    at += (size + 7) & ~7;
  }
  return null;
}

function readExtendedError(bytes: Buffer): QueuedIcmp | null {
  if (bytes.length < extendedErrorSize + 8) return null;
  const origin = bytes[4];
  if (origin !== SO_EE_ORIGIN_ICMP && origin !== SO_EE_ORIGIN_ICMP6) return null;
  const version = origin === SO_EE_ORIGIN_ICMP ? 4 : 6;
  const type = bytes[5] ?? 0;
  const code = bytes[6] ?? 0;
  const isAboutSize =
    version === 6 ? type === packetTooBig : type === fragmentationNeeded.type && code === fragmentationNeeded.code;
  const from = readAddress(bytes.subarray(extendedErrorSize));
  return from === null ? null : { from, version, type, code, mtu: isAboutSize ? bytes.readUInt32LE(8) || null : null };
}

/** A `struct sockaddr_in` or `sockaddr_in6`. */
function readAddress(bytes: Buffer): string | null {
  const family = bytes.readUInt16LE(0);
  if (family === AF_INET) return [...bytes.subarray(4, 8)].join('.');
  if (family !== AF_INET6 || bytes.length < 24) return null;
  const words = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(8 + 2 * index).toString(16));
  return ipaddr.parse(words.join(':')).toString();
}
