import type { Endpoint } from '../core/endpoint.ts';
import type { Failure } from '../core/failure.ts';
import type { KernelFacts, SynFacts } from '../core/kernel-facts.ts';
import type { IcmpFact } from '../core/packet-facts.ts';
import type { ResolvedAddress, TlsValue, TraceHop } from '../core/step-values.ts';

/** The outside world said no. The only error that {@link Net} throws; anything else is a bug. */
export class NetError extends Error {
  override readonly name = 'NetError';
  constructor(
    readonly failure: Failure,
    /** The ICMP error behind it with its sender, where the kernel tells; null otherwise. */
    readonly icmp: Omit<IcmpFact, 'atMs'> | null = null,
  ) {
    super(failure.kind);
  }
}

/** Monotonic time and waiting; a virtual one in tests. */
export interface Clock {
  /** Milliseconds since some fixed moment, monotonic, with fractions. */
  now(): number;
  /** Wall-clock time, milliseconds since 1970. */
  wall(): number;
  /** Calls back once after the given time, unless cancelled. */
  after(ms: number, run: () => void): Cancel;
}
type Cancel = () => void;

export interface TlsOptions {
  /** SNI and the name to be checked; empty for a literal address. */
  readonly serverName: string;
  /** The literal address, which the certificate is checked against where there is no name. */
  readonly address: string;
  readonly cacert: string | null;
  /** A session to resume; null to start a new one. */
  readonly session: Buffer | null;
  readonly isDataConnection: boolean;
}

/** A byte stream over one TCP connection. */
export interface Stream {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The next bytes, or null at the orderly end. Rejects with {@link NetError} when the connection is cut. One reader at a time. */
  read(): Promise<Buffer | null>;
  write(bytes: string): void;
  /**
   * Starts TLS as its client (RFC 4217 §7). The stream must not be read meanwhile, and is read and written through TLS
   * from then on. A certificate that is not trusted does not fail it.
   */
  startTls(options: TlsOptions): Promise<TlsValue>;
  /** What the kernel tells of the connection at this moment; null where it tells nothing. */
  kernelFacts(): KernelFacts | null;
  /** The SYN that opened it, for a connection that reached our listener; null where the kernel did not keep it. */
  readonly peerSyn: SynFacts | null;
  /** The session to offer on data connections; waits a moment for TLS 1.3's ticket. Null without TLS. */
  tlsSession(): Promise<Buffer | null>;
  /** Sends FIN (and TLS close_notify first) after what was written, and lets go: it no longer keeps the process alive. */
  end(): void;
  /** Lets go of the connection at once. */
  destroy(): void;
}

/** A connection that reached our listener. */
export interface Accepted {
  readonly stream: Stream;
  readonly atMs: number;
}

export interface Listener {
  readonly local: Endpoint;
  /** The first connection to arrive; never rejects, never settles when none comes. */
  readonly arrival: Promise<Accepted>;
  close(): void;
}

export interface ConnectOptions {
  readonly to: Endpoint;
  /** Local address to bind, or null. */
  readonly from: string | null;
  /** Aborting gives up and rejects with a NetError of kind `timeout`, which the caller replaces. */
  readonly signal: AbortSignal;
}

export interface HopOptions {
  readonly to: Endpoint;
  /** Local address to bind, or null. */
  readonly from: string | null;
  /** How many routers the SYN may reach, 1 to 255. */
  readonly ttl: number;
  readonly limitMs: number;
}

/** What the kernel knows of a connection that does not stand yet. */
interface SynState {
  /** SYNs sent again so far, or null when the kernel does not tell. */
  readonly synRetransmits: number | null;
}

/** The outside world. The probe does nothing to it except through this. */
export interface Net {
  readonly clock: Clock;
  /** Makes what TLS will need, so that the first handshake does not pay for it. */
  prepareTls(cacert: string | null): void;
  /** Gets ready to ask the kernel about connections, which takes some 12 ms; those made before are asked less. */
  prepareKernel(): void;
  /** Rejects with `not-found` or `unresolvable`. */
  resolve(host: string, family: 4 | 6 | null): Promise<readonly ResolvedAddress[]>;
  connect(options: ConnectOptions): Promise<Stream>;
  /** Binds the first free port of the range (both ends included); null lets the system choose. */
  listen(address: string, ports: { readonly low: number; readonly high: number } | null): Promise<Listener>;
  /** Whether this machine has a route to the address, as its own tables say; no packet is sent. */
  hasRoute(address: string): Promise<boolean>;
  /** Our unanswered SYNs towards an endpoint, as the kernel counts them. */
  synState(to: Endpoint): Promise<SynState>;
  /** Whether a SYN reached the listener without a connection having come of it. */
  halfOpen(local: Endpoint): Promise<'seen' | 'none' | 'unknown'>;
  /** Why {@link hop} cannot be used on this machine, as a clause for people; null when it can. */
  whyNoHops(): Promise<string | null>;
  /** Sends a SYN that dies on the way, and tells who said so. Only after {@link whyNoHops} gave null. Never rejects. */
  hop(options: HopOptions): Promise<Omit<TraceHop, 'ttl'>>;
}
