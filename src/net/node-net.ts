import { connect, createServer, isIP, type Server } from 'node:net';
import type { ResolvedAddress } from '../core/step-values.ts';
import { netError } from './classify-error.ts';
import { halfOpenArrival, synRetransmits } from './kernel-tables.ts';
import {
  type Accepted,
  type Clock,
  type ConnectOptions,
  type Listener,
  type Net,
  NetError,
  type Stream,
} from './net.ts';
import { NodeStream } from './node-stream.ts';
import { secureContext } from './node-tls.ts';

const nodeClock: Clock = {
  now() {
    // Not `performance`, which takes Node more than a millisecond to load.
    const [seconds, nanoseconds] = process.hrtime();
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

async function resolve(host: string, family: 4 | 6 | null): Promise<readonly ResolvedAddress[]> {
  const literal = isIP(host);
  if (literal === 4 || literal === 6) {
    if (family !== null && family !== literal) {
      throw new NetError({ kind: 'not-found', operation: 'resolve', errno: null });
    }
    return [{ address: host, family: literal }];
  }
  try {
    // Loaded here, since a literal address does without it.
    const dns = await import('node:dns/promises');
    const found = await dns.lookup(host, { all: true, verbatim: true, ...(family === null ? {} : { family }) });
    return found.map(({ address, family: of }) => ({ address, family: of === 6 ? 6 : 4 }));
  } catch (error) {
    throw netError(error, 'resolve');
  }
}

function openConnection({ to, from, signal }: ConnectOptions): Promise<Stream> {
  return new Promise((resolveStream, reject) => {
    const socket = connect({ host: to.host, port: to.port, ...(from === null ? {} : { localAddress: from }) });
    const giveUp = (): void => {
      socket.destroy();
      reject(new NetError({ kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 }));
    };
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('error', error => {
      signal.removeEventListener('abort', giveUp);
      reject(netError(error, 'connect'));
    });
    socket.once('connect', () => {
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('error');
      resolveStream(new NodeStream(socket));
    });
  });
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((bound, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', reject);
      bound();
    });
  });
}

async function listen(host: string, ports: { readonly low: number; readonly high: number } | null): Promise<Listener> {
  const server = createServer({ pauseOnConnect: false });
  const arrival = new Promise<Accepted>(arrived => {
    server.once('connection', socket => arrived({ stream: new NodeStream(socket), atMs: nodeClock.now() }));
  });
  const { low, high } = ports ?? { low: 0, high: 0 };
  for (let port = low; ; port++) {
    try {
      await bind(server, host, port);
      break;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= high) throw netError(error, 'listen');
    }
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { local: { host, port }, arrival, close: () => void server.close() };
}

/** Connecting a UDP socket looks the route up, and sends nothing. */
async function hasRoute(address: string): Promise<boolean> {
  const { createSocket } = await import('node:dgram');
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise(resolveRoute => {
    const answer = (isThere: boolean): void => {
      socket.close();
      resolveRoute(isThere);
    };
    socket.once('error', () => answer(false));
    socket.connect(9, address, () => answer(true));
  });
}

/** The one real network. */
export function createNodeNet(): Net {
  return {
    clock: nodeClock,
    prepareTls: cacert => void secureContext(cacert),
    resolve,
    connect: openConnection,
    listen,
    hasRoute,
    synState: async to => ({ synRetransmits: await synRetransmits(to) }),
    halfOpen: halfOpenArrival,
  };
}
