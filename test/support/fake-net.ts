import type { Endpoint } from '../../src/core/endpoint.ts';
import type { ResolvedAddress, TlsValue, TraceHop } from '../../src/core/step-values.ts';
import { type Accepted, type HopOptions, type Listener, type Net, NetError, type Stream } from '../../src/net/net.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What becomes of a SYN to an address, or to one of its ports; `reject` is an ICMP message. */
export type Path = 'drop' | 'refuse' | 'reject' | 'accept';

/** A server's end of a fake connection. */
export interface ServerSide {
  /** Sends after half a round trip. */
  send(text: string): void;
  close(): void;
  reset(): void;
  readonly remote: Endpoint;
}

/** A server: what happens when somebody connects to a port, or sends bytes on that connection. */
export interface FakeServer {
  readonly address: string;
  path(port: number): Path;
  connected(port: number, side: ServerSide): void;
  received(port: number, side: ServerSide, text: string): void;
  /** The client has closed. */
  closed?(port: number, side: ServerSide): void;
}

class FakeStream implements Stream {
  readonly #chunks: (Buffer | null | NetError)[] = [];
  #wake: (() => void) | null = null;
  onWrite: (text: string) => void = () => undefined;
  onEnd: () => void = () => undefined;

  constructor(
    readonly local: Endpoint,
    readonly remote: Endpoint,
    /** A handshake that always succeeds. Nothing is encrypted. */
    readonly startTls: () => Promise<TlsValue>,
  ) {}

  arrive(chunk: Buffer | null | NetError): void {
    this.#chunks.push(chunk);
    this.#wake?.();
    this.#wake = null;
  }

  async read(): Promise<Buffer | null> {
    while (this.#chunks.length === 0) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    const chunk = this.#chunks.shift();
    if (chunk instanceof NetError) throw chunk;
    return chunk ?? null;
  }

  write(bytes: string): void {
    this.onWrite(bytes);
  }

  async tlsSession(): Promise<Buffer | null> {
    return null;
  }

  readonly peerSyn = null;

  kernelFacts(): null {
    return null;
  }

  end(): void {
    this.onEnd();
  }

  destroy(): void {
    this.onEnd();
  }
}

const fakeTls: TlsValue = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  session: 'not-offered',
  chain: [],
  trust: 'trusted',
  nameMatches: true,
  serverName: '',
};

interface FakeNetOptions {
  readonly clock: VirtualClock;
  readonly rttMs: number;
  readonly servers: readonly FakeServer[];
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly clientAddress?: string;
  /** What answers a SYN to a port that can pass so many routers. */
  readonly hops?: FakeHops;
}

export type FakeHops = (port: number, ttl: number) => Omit<TraceHop, 'ttl'>;

/** A network that exists only in memory and in virtual time. */
export class FakeNet implements Net {
  readonly clock: VirtualClock;
  readonly #options: FakeNetOptions;
  readonly #listeners = new Map<number, (accepted: Accepted) => void>();
  /** Where connections were tried to, in their order. */
  readonly tried: Endpoint[] = [];
  readonly #halfOpenPorts = new Set<number>();
  #nextPort = 50_000;

  constructor(options: FakeNetOptions) {
    this.clock = options.clock;
    this.#options = options;
  }

  prepareTls(): void {}

  prepareKernel(): void {}

  async resolve(host: string): Promise<readonly ResolvedAddress[]> {
    const addresses = this.#options.names?.[host] ?? (/^[\d.]+$|:/.test(host) ? [host] : []);
    if (addresses.length === 0) throw new NetError({ kind: 'not-found', operation: 'resolve', errno: 'ENOTFOUND' });
    return addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
  }

  async connect({ to }: { to: Endpoint }): Promise<Stream> {
    this.tried.push(to);
    const server = this.#options.servers.find(({ address }) => address === to.host);
    const path = server?.path(to.port) ?? 'drop';
    if (server === undefined || path === 'drop') return new Promise<never>(() => undefined);
    await this.#pass(this.#options.rttMs);
    if (path === 'refuse') throw new NetError({ kind: 'refused', operation: 'connect', errno: 'ECONNREFUSED' });
    if (path === 'reject') {
      throw new NetError({ kind: 'unreachable', operation: 'connect', errno: 'EHOSTUNREACH', scope: 'host' });
    }
    const stream = this.#stream({ host: this.#clientAddress, port: this.#nextPort++ }, to);
    const side = this.#serverSide(stream);
    stream.onWrite = text => this.#later(() => server.received(to.port, side, text));
    stream.onEnd = () => this.#later(() => server.closed?.(to.port, side));
    this.#later(() => server.connected(to.port, side));
    return stream;
  }

  async listen(host: string): Promise<Listener> {
    const port = this.#nextPort++;
    const arrival = new Promise<Accepted>(resolve => this.#listeners.set(port, resolve));
    return { local: { host, port }, arrival, close: () => void this.#listeners.delete(port) };
  }

  async hasRoute(): Promise<boolean> {
    return true;
  }

  async synState(): Promise<{ synRetransmits: number | null }> {
    return { synRetransmits: 3 };
  }

  async halfOpen({ port }: Endpoint): Promise<'seen' | 'none' | 'unknown'> {
    return this.#halfOpenPorts.has(port) ? 'seen' : 'none';
  }

  async whyNoHops(): Promise<string | null> {
    return this.#options.hops === undefined ? 'a network in memory has no hops' : null;
  }

  async hop({ to, ttl, limitMs }: HopOptions): Promise<Omit<TraceHop, 'ttl'>> {
    const hop = this.#options.hops?.(to.port, ttl);
    if (hop === undefined) throw new Error('a network in memory has no hops');
    await this.#pass(hop.tookMs ?? limitMs);
    return hop;
  }

  /** A server connects to one of our listeners, from this endpoint. */
  connectBack(from: Endpoint, port: number): ServerSide {
    const stream = this.#stream({ host: this.#clientAddress, port }, from);
    void this.#pass(this.#options.rttMs * 1.5).then(() => {
      this.#listeners.get(port)?.({ stream, atMs: this.clock.now() });
    });
    return this.#serverSide(stream);
  }

  /** A server's SYN arrives at a listener, and its handshake never completes. */
  leaveHalfOpen(port: number): void {
    this.#halfOpenPorts.add(port);
  }

  get #clientAddress(): string {
    return this.#options.clientAddress ?? '198.51.100.2';
  }

  #stream(local: Endpoint, remote: Endpoint): FakeStream {
    return new FakeStream(local, remote, () => this.#pass(this.#options.rttMs).then(() => fakeTls));
  }

  #pass(ms: number): Promise<void> {
    return new Promise(resolve => void this.clock.after(ms, resolve));
  }

  #later(run: () => void): void {
    this.clock.after(this.#options.rttMs / 2, run);
  }

  #serverSide(stream: FakeStream): ServerSide {
    const reset = new NetError({ kind: 'reset', operation: 'read', errno: 'ECONNRESET' });
    return {
      send: text => this.#later(() => stream.arrive(Buffer.from(text, 'latin1'))),
      close: () => this.#later(() => stream.arrive(null)),
      reset: () => this.#later(() => stream.arrive(reset)),
      remote: stream.local,
    };
  }
}
