import { classifyAddress, isSameAddress } from '../core/address-class.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { type ConnectOptions, type Listener, type Net, NetError, type Stream } from '../net/net.ts';
import type { Disguise } from './disguise.ts';

/** Where the server really is. */
export interface RealServer {
  readonly host: string;
  readonly port: number;
}

/** Its own data port and that of its control connection are the only well-known ones that the server has. */
const wellKnown = 1024;

function disguised(stream: Stream, local: Endpoint, remote: Endpoint): Stream {
  return {
    local,
    remote,
    read: () => stream.read(),
    write: bytes => stream.write(bytes),
    startTls: options => stream.startTls(options),
    tlsSession: () => stream.tlsSession(),
    // What the kernel tells is of loopback, which is not what is shown.
    kernelFacts: () => null,
    peerSyn: null,
    end: () => stream.end(),
    destroy: () => stream.destroy(),
  };
}

function lost(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(new NetError({ kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 }));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

/**
 * The network as it would look were the server at its disguise's address. No packet ever leaves this machine: what the
 * server's address does not answer for is a connection that gets lost, and loopback is the client's own machine, on
 * which nothing listens.
 */
export function disguiseNet(net: Net, real: RealServer, disguise: Disguise): Net {
  const { controlPort } = disguise;
  const lostSince = new Map<string, number>();

  const showRemote = ({ host, port }: Endpoint): Endpoint => ({
    host: isSameAddress(host, real.host) ? disguise.server : disguise.otherServer,
    port: port === real.port ? controlPort : port === real.port - 1 ? controlPort - 1 : port,
  });
  const showLocal = ({ port }: Endpoint): Endpoint => ({ host: disguise.client, port });
  const toReal = ({ host, port }: Endpoint): Endpoint | 'refused' | 'lost' => {
    if (isSameAddress(host, disguise.server)) {
      if (port === controlPort) return real;
      return port < wellKnown ? 'refused' : { host: real.host, port };
    }
    return ['loopback', 'unspecified'].includes(classifyAddress(host)) ? 'refused' : 'lost';
  };
  const keyOf = ({ host, port }: Endpoint) => `${host} ${port}`;

  return {
    clock: net.clock,
    prepareTls: cacert => net.prepareTls(cacert),
    prepareKernel: () => undefined,
    async resolve(host, family) {
      const own = disguise.server.includes(':') ? 6 : 4;
      if (host !== disguise.name) return net.resolve(host, family);
      if (family !== null && family !== own) {
        throw new NetError({ kind: 'not-found', operation: 'resolve', errno: 'ENOTFOUND' });
      }
      return [{ address: disguise.server, family: own }];
    },
    async connect({ to, from, signal }: ConnectOptions) {
      const destination = toReal(to);
      if (destination === 'refused') {
        throw new NetError({ kind: 'refused', operation: 'connect', errno: 'ECONNREFUSED' });
      }
      if (destination === 'lost') {
        lostSince.set(keyOf(to), net.clock.now());
        return lost(signal);
      }
      const stream = await net.connect({ to: destination, from: from === null ? null : real.host, signal });
      return disguised(stream, showLocal(stream.local), to);
    },
    async listen(_address, ports): Promise<Listener> {
      const listener = await net.listen(real.host, ports);
      return {
        local: showLocal(listener.local),
        arrival: listener.arrival.then(({ stream, atMs }) => ({
          stream: disguised(stream, showLocal(stream.local), showRemote(stream.remote)),
          atMs,
        })),
        close: () => listener.close(),
      };
    },
    hasRoute: async () => true,
    async synState(to) {
      const destination = toReal(to);
      if (typeof destination === 'object') return net.synState(destination);
      const since = lostSince.get(keyOf(to));
      // A SYN that gets lost is sent again every second at first, as Linux does from 6.5 on.
      return { synRetransmits: since === undefined ? 0 : Math.floor((net.clock.now() - since) / 1000) };
    },
    whyNoHops: async () => 'this network is a disguise of loopback, which has no hops',
    hop: async () => ({ answer: 'none', from: null, tookMs: null, code: null }),
    halfOpen: local => net.halfOpen({ host: real.host, port: local.port }),
  };
}
