import type { Libc } from '../kernel/libc.ts';
import { readOption } from '../kernel/socket-options.ts';
import { encodeFilter, type Instruction, nothing } from './packet-filter.ts';

/** sys/socket.h, linux/if_ether.h, linux/if_packet.h */
const AF_PACKET = 17;
const SOCK_DGRAM_CLOEXEC_NONBLOCK = 2 | 0o2000000 | 0o4000;
const SO_ATTACH_FILTER = 26;
const ETH_P_ALL = 3;
const PACKET_STATISTICS = 6;

/** Levels of socket options: sys/socket.h. */
const SOL_SOCKET = 1;
/** linux/socket.h */
export const SOL_PACKET = 263;

/** A socket for packets from their IP header on, which gets none before it is bound; -1 where there is none to be had. */
export function packetSocket(libc: Libc): number {
  return libc.socket(AF_PACKET, SOCK_DGRAM_CLOEXEC_NONBLOCK, 0);
}

/** Binds it to all interfaces, with a filter that lets nothing in yet; gives what it failed of, or null. */
export function bindToNothing(libc: Libc, fd: number): string | null {
  if (attachFilter(libc, fd, nothing) !== 0) return `filter: ${libc.errno()}`;
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeUInt16BE(ETH_P_ALL, 2);
  return libc.bind(fd, address, address.length) === 0 ? null : `bind: ${libc.errno()}`;
}

/** Puts a filter in place of the one before, at once. Takes a `struct sock_fprog` of 64-bit systems. */
export function attachFilter(libc: Libc, fd: number, filter: readonly Instruction[]): number {
  const bytes = encodeFilter(filter);
  const program = Buffer.alloc(16);
  program.writeUInt16LE(filter.length, 0);
  program.writeBigUInt64LE(libc.addressOf(bytes), 8);
  return libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, program, program.length);
}

/** How many packets the kernel had no room for since it was asked last. */
export function droppedBy(libc: Libc, fd: number): number {
  return readOption(libc, fd, SOL_PACKET, PACKET_STATISTICS, 12)?.readUInt32LE(4) ?? 0;
}
