import type { Socket } from 'node:net';
import type { Endpoint } from '../core/endpoint.ts';
import type { KernelFacts, SynFacts } from '../core/kernel-facts.ts';
import type { TlsValue } from '../core/step-values.ts';
import { netError } from './classify-error.ts';
import { libcAtHand } from './kernel/libc.ts';
import { descriptorOf } from './kernel/own-socket.ts';
import { tcpInfo } from './kernel/tcp-info.ts';
import type { NetError, Stream, TlsOptions } from './net.ts';
import { TlsClient } from './node-tls.ts';

/** How long an abandoned connection may take to send what was written before it is cut. */
const lingerMs = 1000;

function plain(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/** Both ends of a connected socket; addresses without IPv4-in-IPv6 prefix and zone. */
function endsOf(socket: Socket): { local: Endpoint; remote: Endpoint } {
  return {
    local: { host: plain(socket.localAddress), port: socket.localPort ?? 0 },
    remote: { host: plain(socket.remoteAddress), port: socket.remotePort ?? 0 },
  };
}

/** A {@link Stream} over a connected socket of Node's. */
export class NodeStream implements Stream {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** What TLS runs over, where there is TLS. */
  readonly #raw: Socket;
  #socket: Socket;
  #tls: TlsClient | null = null;
  #ended = false;
  #lastFacts: KernelFacts | null = null;
  #error: NetError | null = null;
  #wake: (() => void) | null = null;

  constructor(
    socket: Socket,
    readonly peerSyn: SynFacts | null = null,
  ) {
    this.#raw = socket;
    this.#socket = socket;
    const { local, remote } = endsOf(socket);
    this.local = local;
    this.remote = remote;
    socket.setNoDelay(true);
    this.#listen();
  }

  async read(): Promise<Buffer | null> {
    for (;;) {
      const bytes: Buffer | null = this.#socket.read();
      if (bytes !== null) return bytes;
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  write(bytes: string): void {
    if (!this.#socket.destroyed && this.#socket.writable) this.#socket.write(bytes);
  }

  async startTls(options: TlsOptions): Promise<TlsValue> {
    // From here on the bytes belong to TLS; errors are still noted, for the raw socket may fail by itself.
    this.#socket.off('readable', this.#wakeReader);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
    this.#tls = new TlsClient(this.#socket, options);
    const value = await this.#tls.handshake();
    this.#socket = this.#tls.socket;
    this.#listen();
    return value;
  }

  kernelFacts(): KernelFacts | null {
    const libc = libcAtHand();
    const fd = descriptorOf(this.#raw);
    return libc === null || fd === null ? this.#lastFacts : tcpInfo(libc, fd);
  }

  async tlsSession(): Promise<Buffer | null> {
    return this.#tls === null ? null : this.#tls.session();
  }

  end(): void {
    this.#socket.end();
    this.#socket.unref();
    const cut = setTimeout(() => this.#socket.destroy(), lingerMs);
    cut.unref();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  readonly #wakeReader = (): void => {
    const resume = this.#wake;
    this.#wake = null;
    resume?.();
  };

  readonly #onEnd = (): void => {
    // Node lets go of a connection as soon as both sides have ended it.
    this.#lastFacts = this.kernelFacts();
    this.#ended = true;
    this.#wakeReader();
  };

  readonly #onError = (error: Error): void => {
    this.#error ??= netError(error, 'read');
    this.#wakeReader();
  };

  #listen(): void {
    this.#socket.on('readable', this.#wakeReader);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('close', this.#onEnd);
    this.#socket.on('error', this.#onError);
  }
}
