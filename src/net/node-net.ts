import { createServer, isIP, type Server } from 'node:net';
import type { ResolvedAddress } from '../core/step-values.ts';
import { netError } from './classify-error.ts';
import { libcAtHand, loadLibc } from './kernel/libc.ts';
import { descriptorOf } from './kernel/own-socket.ts';
import { savedSyn, saveSyns } from './kernel/saved-syn.ts';
import { halfOpenArrival, synRetransmits } from './kernel/socket-tables.ts';
import { type Accepted, type Clock, type HopOptions, type Listener, type Net, NetError } from './net.ts';
import { connectWithTtl, openConnection } from './node-connect.ts';
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
    server.once('connection', socket => {
      const atMs = nodeClock.now();
      const libc = libcAtHand();
      const fd = descriptorOf(socket);
      arrived({ stream: new NodeStream(socket, libc === null || fd === null ? null : savedSyn(libc, fd)), atMs });
    });
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
  const libc = libcAtHand();
  const fd = descriptorOf(server);
  if (libc !== null && fd !== null) saveSyns(libc, fd);
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

async function whyNoHops(): Promise<string | null> {
  const libc = await loadLibc();
  return libc.isHere ? null : libc.because;
}

async function hop(options: HopOptions): ReturnType<Net['hop']> {
  const libc = await loadLibc();
  if (!libc.isHere) throw new Error(libc.because);
  return connectWithTtl(libc, options);
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
    prepareKernel: () => void loadLibc(),
    synState: async to => ({ synRetransmits: await synRetransmits(to) }),
    halfOpen: halfOpenArrival,
    whyNoHops,
    hop,
  };
}
