import { Socket } from 'node:net';
import type { TraceHop } from '../core/step-values.ts';
import { netError } from './classify-error.ts';
import type { QueuedIcmp } from './kernel/error-queue.ts';
import { type Libc, libcAtHand } from './kernel/libc.ts';
import { openOwnSocket } from './kernel/own-socket.ts';
import { type ConnectOptions, type HopOptions, NetError, type Stream } from './net.ts';
import { NodeStream } from './node-stream.ts';

/** ICMP's time exceeded (RFC 792), ICMPv6's (RFC 4443 §3.3). */
const timeExceeded = { 4: 11, 6: 3 } as const;

const familyOf = (host: string): 4 | 6 => (host.includes(':') ? 6 : 4);

/** Opens a TCP connection; where the kernel can be asked, an ICMP error that ends it is told with its sender. */
export function openConnection({ to, from, signal }: ConnectOptions): Promise<Stream> {
  const libc = libcAtHand();
  const own = libc === null ? null : openOwnSocket(libc, familyOf(to.host), null);
  const socket = own?.socket ?? new Socket();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      own?.settle();
      socket.destroy();
      reject(new NetError({ kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 }));
    };
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('error', error => {
      signal.removeEventListener('abort', giveUp);
      const { failure } = netError(error, 'connect');
      reject(new NetError(failure, own?.settle() ?? null));
    });
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp);
      own?.settle();
      socket.removeAllListeners('error');
      resolve(new NodeStream(socket));
    });
    socket.connect({ host: to.host, port: to.port, ...(from === null ? {} : { localAddress: from }) });
  });
}

/** Sends one SYN that reaches `ttl` routers and no more, and tells who answered it. */
export function connectWithTtl(libc: Libc, options: HopOptions): Promise<Omit<TraceHop, 'ttl'>> {
  const { to, from, ttl, limitMs } = options;
  const own = openOwnSocket(libc, familyOf(to.host), ttl);
  if (own === null) return Promise.resolve(nobody);
  const { socket, settle } = own;
  const startedAt = process.hrtime.bigint();
  return new Promise(resolve => {
    const answer = (hop: Pick<TraceHop, 'answer' | 'from' | 'code'>): void => {
      clearTimeout(timer);
      socket.destroy();
      const tookMs = hop.answer === 'none' ? null : Math.round(Number(process.hrtime.bigint() - startedAt) / 1e4) / 100;
      resolve({ ...hop, tookMs });
    };
    const timer = setTimeout(() => {
      settle();
      answer(nobody);
    }, limitMs);
    socket.once('connect', () => {
      settle();
      answer({ answer: 'syn-ack', from: to.host, code: null });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => answer(rejection(error, settle(), to.host)));
    socket.connect({ host: to.host, port: to.port, ...(from === null ? {} : { localAddress: from }) });
  });
}

const nobody: Omit<TraceHop, 'ttl'> = { answer: 'none', from: null, tookMs: null, code: null };

function rejection(
  { code: errno }: NodeJS.ErrnoException,
  icmp: QueuedIcmp | null,
  host: string,
): Pick<TraceHop, 'answer' | 'from' | 'code'> {
  if (icmp !== null) {
    const isOnTheWay = icmp.type === timeExceeded[icmp.version];
    return { answer: isOnTheWay ? 'time-exceeded' : 'unreachable', from: icmp.from, code: icmp.code };
  }
  if (errno === 'ECONNREFUSED') return { answer: 'reset', from: host, code: null };
  return nobody;
}
