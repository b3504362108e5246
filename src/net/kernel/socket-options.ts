import type { Libc } from './libc.ts';

/** sys/socket.h, netinet/in.h: families and levels of Linux. */
export const AF_INET = 2;
export const AF_INET6 = 10;
export const IPPROTO_IP = 0;
export const IPPROTO_TCP = 6;
export const IPPROTO_IPV6 = 41;

/** An `int` or `socklen_t` as the kernel reads it. */
export function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Sets an option that takes an `int`. False where the kernel refuses. */
export function setIntOption(libc: Libc, fd: number, level: number, name: number, value: number): boolean {
  return libc.setsockopt(fd, level, name, word(value), 4) === 0;
}

/** What an option holds, of at most `longest` bytes; null where the kernel does not give it. */
export function readOption(libc: Libc, fd: number, level: number, name: number, longest: number): Buffer | null {
  const bytes = Buffer.alloc(longest);
  const length = word(longest);
  if (libc.getsockopt(fd, level, name, bytes, length) !== 0) return null;
  return bytes.subarray(0, length.readUInt32LE());
}
