import { type Server, Socket } from 'node:net';
import { keepErrors, nextIcmp, type QueuedIcmp } from './error-queue.ts';
import type { Libc } from './libc.ts';
import { AF_INET, AF_INET6, IPPROTO_IP, IPPROTO_IPV6, setIntOption } from './socket-options.ts';

/** sys/socket.h */
const SOCK_STREAM_CLOEXEC_NONBLOCK = 1 | 0o2000000 | 0o4000;
/** netinet/in.h, linux/in6.h */
const IP_TTL = 2;
const IPV6_UNICAST_HOPS = 16;

/** A TCP socket that was made with options which Node would set too late, or not at all. */
export interface OwnSocket {
  /** Not connected yet. */
  readonly socket: Socket;
  /**
   * Ends the watch over its errors, to be called once when it is connected or has failed: gives the ICMP error that it
   * failed of, null where there was none.
   */
  settle(): QueuedIcmp | null;
}

/** Makes a socket that keeps ICMP errors with their senders; with `ttl`, its packets reach so many routers. Null where it cannot be made. */
export function openOwnSocket(libc: Libc, family: 4 | 6, ttl: number | null): OwnSocket | null {
  const fd = libc.socket(family === 4 ? AF_INET : AF_INET6, SOCK_STREAM_CLOEXEC_NONBLOCK, 0);
  if (fd < 0) return null;
  keepErrors(libc, fd, family, true);
  if (ttl !== null) limitHops(libc, fd, family, ttl);
  // Node closes its descriptor before it tells of an error, and with the last one the kernel forgets what it has kept.
  const watch = libc.dup(fd);
  const socket = new Socket({ fd });
  return {
    socket,
    settle() {
      if (watch < 0) return null;
      const icmp = nextIcmp(libc, watch);
      // A connection that stands is not to be cut by whoever can forge an ICMP message.
      keepErrors(libc, watch, family, false);
      libc.close(watch);
      return icmp;
    },
  };
}

function limitHops(libc: Libc, fd: number, family: 4 | 6, ttl: number): void {
  const [level, name] = family === 4 ? [IPPROTO_IP, IP_TTL] : [IPPROTO_IPV6, IPV6_UNICAST_HOPS];
  setIntOption(libc, fd, level, name, ttl);
}

/** The descriptor behind a socket or a listener of Node's; null once it is closed, and where there are none. */
export function descriptorOf(socket: Socket | Server): number | null {
  const { _handle: handle } = socket as unknown as { readonly _handle: { readonly fd?: number } | null };
  const fd = handle?.fd;
  return fd === undefined || fd < 0 ? null : fd;
}
