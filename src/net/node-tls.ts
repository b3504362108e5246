import type { Socket } from 'node:net';
import type { DetailedPeerCertificate, SecureContext, TLSSocket } from 'node:tls';
import type { Failure } from '../core/failure.ts';
import type { CertificateValue, TlsValue } from '../core/step-values.ts';
import { classifyError } from './classify-error.ts';
import { NetError, type TlsOptions } from './net.ts';

/** TLS 1.3 sends its tickets after the handshake (RFC 8446 §4.6.1): how long to wait for one. */
const ticketWaitMs = 300;
const longestChain = 10;

/** Node takes some 5 ms to load TLS, which the way to the network is not to wait for. */
const loadTls = (): typeof import('node:tls') => process.getBuiltinModule('node:tls');

const contexts = new Map<string, SecureContext>();

/**
 * The context for all connections of a run. The first one costs some 30 ms, so it is made while the network is waited
 * for. Old versions and weak ciphers are offered too: what the server picks is evidence.
 */
export function secureContext(cacert: string | null): SecureContext {
  const key = cacert ?? '';
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const { createSecureContext, rootCertificates } = loadTls();
  const made = createSecureContext({
    minVersion: 'TLSv1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
    // Node takes `ca` for the whole list, and those that are trusted anyway are to stay trusted.
    ...(cacert === null ? {} : { ca: [cacert, ...rootCertificates] }),
  });
  contexts.set(key, made);
  return made;
}

/** `C=…, CN=…` from Node's record of a name, whose values may be lists. */
function nameText(name: object | undefined): string {
  return Object.entries(name ?? {})
    .flatMap(([key, value]) => [value].flat().map(one => `${key}=${String(one)}`))
    .join(', ');
}

function isoDate(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

function certificateValue(certificate: DetailedPeerCertificate): CertificateValue {
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    names: (certificate.subjectaltname ?? '').split(', ').filter(name => name !== ''),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    fingerprint256: certificate.fingerprint256,
  };
}

/** The chain as far as Node knows it, leaf first. Node links a self-signed certificate to itself. */
function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next !== undefined && next.raw !== undefined && chain.length < longestChain) {
    chain.push(next);
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  return chain;
}

/** OpenSSL's `sslv3 alert handshake failure` and `tlsv1 alert protocol version` name the peer's alert. */
function alertIn(reason: string): string | null {
  return /\balert ([a-z0-9 ]+)/i.exec(reason)?.[1]?.trim().toLowerCase() ?? null;
}

function handshakeFailure(error: Error & { code?: string; reason?: string }): Failure {
  const code = error.code ?? '';
  if (code === 'ECONNRESET' && /before secure TLS/i.test(error.message)) {
    return { kind: 'closed', operation: 'tls', errno: null, text: '' };
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || error.reason !== undefined || code === 'EPROTO') {
    const reason = error.reason ?? error.message;
    return { kind: 'tls', operation: 'tls', errno: code === '' ? null : code, alert: alertIn(reason), reason };
  }
  return classifyError(error, 'tls');
}

/** TLS on top of a connected socket, with us as its client in both FTP families (RFC 4217 §7). */
export class TlsClient {
  readonly socket: TLSSocket;
  readonly #options: TlsOptions;
  #ticket: Buffer | null = null;
  #ticketCame: (() => void) | null = null;

  constructor(raw: Socket, options: TlsOptions) {
    this.#options = options;
    this.socket = loadTls().connect({
      socket: raw,
      secureContext: secureContext(options.cacert),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      // Newer Node resumes a session only under exactly the servername it was made with.
      ...(options.serverName === '' ? {} : { servername: options.serverName }),
      ...(options.session === null ? {} : { session: options.session }),
    });
    this.socket.on('session', (session: Buffer) => {
      this.#ticket = session;
      this.#ticketCame?.();
    });
  }

  /** Rejects with {@link NetError}; a certificate that is not trusted does not count as a failure. */
  handshake(): Promise<TlsValue> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new NetError(handshakeFailure(error)));
      const closed = (): void => reject(new NetError({ kind: 'closed', operation: 'tls', errno: null, text: '' }));
      // The error listener stays: one that comes after a failed handshake must not end the process.
      socket.on('error', failed);
      socket.once('close', closed);
      socket.once('secureConnect', () => {
        socket.off('close', closed);
        resolve(this.#value());
      });
    });
  }

  async session(): Promise<Buffer | null> {
    if (this.socket.getProtocol() !== 'TLSv1.3') return this.socket.getSession() ?? null;
    if (this.#ticket !== null) return this.#ticket;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ticketWaitMs);
      this.#ticketCame = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.#ticket;
  }

  #value(): TlsValue {
    const { socket } = this;
    const { serverName, session, isDataConnection } = this.#options;
    const leaf = socket.getPeerCertificate(true);
    const hasCertificate = leaf.raw !== undefined;
    const trust: unknown = socket.authorizationError;
    return {
      protocol: socket.getProtocol() ?? 'unknown',
      cipher: socket.getCipher().name,
      session: session === null ? 'not-offered' : socket.isSessionReused() ? 'reused' : 'not-reused',
      chain: hasCertificate ? chainOf(leaf).map(certificateValue) : [],
      trust: isDataConnection
        ? 'not-checked'
        : trust
          ? String(trust instanceof Error ? trust.message : trust)
          : 'trusted',
      nameMatches:
        hasCertificate &&
        loadTls().checkServerIdentity(serverName === '' ? this.#options.address : serverName, leaf) === undefined,
      serverName,
    };
  }
}
