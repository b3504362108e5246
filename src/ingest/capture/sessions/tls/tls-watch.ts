import type { Failure } from '../../../../core/failure.ts';
import type { TlsValue } from '../../../../core/step-values.ts';
import { alertName, closeNotify } from '../../../tls-alert.ts';
import { readCertificates, type SeenChain } from './certificate-chain.ts';
import { cipherName } from './cipher-name.ts';
import { HandshakeReader, messageTypes } from './handshake-reader.ts';
import { type ClientHello, readClientHello, readServerHello, type ServerHello } from './hello.ts';
import { recordTypes, type TlsRecord, TlsRecordReader } from './record-reader.ts';

/** Whose bytes they are. */
export type Speaker = 'client' | 'server';

/** What became of a handshake, and when that was to be seen. */
export type TlsOutcome =
  | { readonly atMs: number; readonly status: 'started'; readonly tls: Partial<TlsValue> }
  | { readonly atMs: number; readonly status: 'failed'; readonly failure: Failure };

interface Half {
  readonly records: TlsRecordReader;
  readonly messages: HandshakeReader;
  /** What it says from now on cannot be read. */
  isEncrypted: boolean;
}

const tls13 = 0x0304;
const versionNames: Readonly<Record<number, string>> = {
  768: 'SSLv3',
  769: 'TLSv1',
  770: 'TLSv1.1',
  771: 'TLSv1.2',
  772: 'TLSv1.3',
};
/** An alert alone, encrypted with TLS 1.3: two bytes, its real type, and the cipher's tag of 16 or 8 (RFC 8446 §5.2). */
const encryptedAlertBytes: ReadonlySet<number> = new Set([19, 11]);
const warning = 1;

/**
 * Follows a TLS handshake (RFC 8446, RFC 5246) from outside: both hellos, the certificates where they are in clear, and
 * how it came to its end. Once it is over nothing can be read; where records end is still followed, for a side may go
 * back to clear text (CCC, RFC 4217 §5).
 */
export class TlsWatch {
  readonly #halves: Readonly<Record<Speaker, Half>> = { client: newHalf(), server: newHalf() };
  #clientHello: ClientHello | null = null;
  #serverHello: ServerHello | null = null;
  #certificates: SeenChain | null = null;
  #outcome: TlsOutcome | null = null;
  #isIncomplete = false;

  /** Null while the handshake goes on. */
  get outcome(): TlsOutcome | null {
    return this.#outcome;
  }

  /** The name that the client asked for, or an empty text. */
  get serverName(): string {
    return this.#clientHello?.serverName ?? '';
  }

  /** Whether any hello was seen: what calls itself TLS by its first bytes may be something else. */
  get isTls(): boolean {
    return this.#clientHello !== null || this.#serverHello !== null;
  }

  /** How many of the bytes belong to TLS: fewer than all where the speaker went on in clear text. */
  push(speaker: Speaker, bytes: Uint8Array, atMs: number): number {
    return this.#halves[speaker].records.push(bytes, record => this.#take(speaker, record, atMs));
  }

  /** Bytes of one side are missing: its records cannot be told apart any more. */
  lost(speaker: Speaker): void {
    this.#halves[speaker].records.isLost = true;
    this.#isIncomplete = true;
  }

  /** The server went on in clear text before the handshake was over. */
  answeredInClear(text: string, atMs: number): void {
    if (this.#outcome !== null || this.#isIncomplete) return;
    const problem = 'the server answered the TLS handshake in clear text';
    this.#fail({ kind: 'malformed', operation: 'tls', errno: null, text, problem }, atMs);
  }

  /** The connection ended. A handshake that is not over has failed with it, unless the capture lacks a part of it. */
  end(failure: Failure | null, atMs: number): void {
    if (this.#outcome !== null) return;
    if (this.#isIncomplete) {
      if (this.#serverHello !== null) this.#start(atMs);
      return;
    }
    if (failure !== null) this.#fail({ ...failure, operation: 'tls' }, atMs);
  }

  #take(speaker: Speaker, record: TlsRecord, atMs: number): void {
    if (this.#outcome !== null) return;
    const half = this.#halves[speaker];
    switch (record.type) {
      case recordTypes.handshake:
        if (half.isEncrypted) this.#finishedBy(speaker, atMs);
        else for (const { type, body } of half.messages.push(record.content)) this.#read(type, body);
        break;
      case recordTypes.changeCipherSpec:
        // In TLS 1.3 it is sent for the eyes of middleboxes alone (RFC 8446 §D.4).
        half.isEncrypted = this.#serverHello?.version !== tls13 && this.#serverHello !== null;
        break;
      case recordTypes.alert:
        this.#alert(speaker, half, record, atMs);
        break;
      case recordTypes.applicationData:
        this.#data(speaker, record, atMs);
        break;
    }
  }

  #read(type: number, body: Uint8Array): void {
    if (type === messageTypes.clientHello) this.#clientHello = readClientHello(body);
    if (type === messageTypes.serverHello) {
      const hello = readServerHello(body);
      if (!hello.isRetry) this.#serverHello = hello;
    }
    if (type === messageTypes.certificate) this.#certificates ??= readCertificates(body, this.serverName);
  }

  /** Up to TLS 1.2 both sides end with an encrypted message, and whoever is second ends the handshake. */
  #finishedBy(speaker: Speaker, atMs: number): void {
    const other = this.#halves[speaker === 'client' ? 'server' : 'client'];
    if (other.isEncrypted) this.#start(atMs);
  }

  /** In TLS 1.3 the client's first encrypted record after the ServerHello ends it, one way or the other. */
  #data(speaker: Speaker, { length }: TlsRecord, atMs: number): void {
    if (speaker !== 'client' || this.#serverHello === null) return;
    if (!encryptedAlertBytes.has(length)) this.#start(atMs);
    else this.#failTls(null, 'the client ended the handshake with an encrypted alert', atMs);
  }

  #alert(speaker: Speaker, half: Half, { content, length }: TlsRecord, atMs: number): void {
    if (half.isEncrypted || length !== 2) {
      this.#failTls(null, `the ${speaker} ended the handshake with an encrypted alert`, atMs);
      return;
    }
    const [level = 0, description = 0] = content;
    if (description === closeNotify) this.#fail({ kind: 'closed', operation: 'tls', errno: null, text: '' }, atMs);
    else if (level !== warning) {
      const name = alertName(description) ?? `alert ${description}`;
      const why = this.#clientHello === null ? 'no TLS handshake was begun, and ' : '';
      this.#failTls(name, `${why}the ${speaker} sent the alert ${name}`, atMs);
    }
  }

  #failTls(alert: string | null, reason: string, atMs: number): void {
    this.#fail({ kind: 'tls', operation: 'tls', errno: null, alert, reason }, atMs);
  }

  #fail(failure: Failure, atMs: number): void {
    this.#outcome = { atMs, status: 'failed', failure };
  }

  #start(atMs: number): void {
    this.#outcome = { atMs, status: 'started', tls: this.#value() };
  }

  #value(): Partial<TlsValue> {
    const client = this.#clientHello;
    const server = this.#serverHello;
    const chain = this.#certificates?.chain ?? [];
    const nameMatches = this.#certificates?.nameMatches ?? null;
    return {
      ...(server !== null && {
        protocol: versionNames[server.version] ?? `0x${server.version.toString(16)}`,
        cipher: cipherName(server.cipher),
      }),
      ...(client !== null && server !== null && { session: sessionOf(client, server) }),
      ...(chain.length > 0 && { chain }),
      ...(nameMatches !== null && { nameMatches }),
      ...(client !== null && { serverName: client.serverName }),
    };
  }
}

function newHalf(): Half {
  return { records: new TlsRecordReader(), messages: new HandshakeReader(), isEncrypted: false };
}

/** Up to TLS 1.2 a server that resumes repeats the session id that it was offered (RFC 5246 §7.4.1.3). */
function sessionOf(client: ClientHello, server: ServerHello): TlsValue['session'] {
  const offersId = client.sessionId.length > 0 && !client.offersTls13;
  const isReused =
    server.version === tls13
      ? server.acceptsKey
      : client.sessionId.length > 0 && isEqual(client.sessionId, server.sessionId);
  if (isReused) return 'reused';
  return offersId || client.offersTicket ? 'not-reused' : 'not-offered';
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
