import type { Endpoint } from '../../core/endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { ClientSession } from './client-session.ts';
import { type CurlNote, readCurlNote } from './curl-notes.ts';
import { CurlHandshake } from './curl-tls.ts';
import { endpointOf } from './endpoint-in.ts';
import { tlsFailure } from './tls-failure.ts';

/** One control connection in curl's output. */
export class CurlSession {
  readonly #session: ClientSession;
  #handshake: CurlHandshake | null = null;
  #to: Endpoint | null = null;
  #dataTo: Endpoint | null = null;
  #hasFailed = false;
  /** The server has connected; since 8.16 the next note tells from where. */
  #isAccepted = false;

  constructor(file: string) {
    this.#session = new ClientSession('curl', file);
  }

  get isEmpty(): boolean {
    return this.#session.isEmpty;
  }

  get isInReply(): boolean {
    return this.#session.isInReply;
  }

  /** Whether this note begins another session. */
  isFollowedBy(info: string): boolean {
    const { phase, data, verb, lastCode } = this.#session;
    if (!begins.test(info)) return false;
    const note = readCurlNote(info);
    if (note?.kind !== 'trying' && note?.kind !== 'resolving') return false;
    const isOfData = phase === 'connected' && (data === 'agreed' || data === 'connecting');
    const isUnderWay = verb !== '' || lastCode > 0 || phase === 'connected';
    return isUnderWay && !isOfData;
  }

  at(stamp: Stamp | null | undefined, spentSeconds: number | null): void {
    if (stamp !== null && stamp !== undefined) this.#session.at(stamp);
    else if (spentSeconds !== null) this.#session.atSeconds(spentSeconds);
  }

  sent(text: string): void {
    this.#settle();
    this.#session.command(text);
  }

  received(text: string): void {
    this.#settle();
    this.#session.reply(text);
  }

  /** Payload. Under TLS the count is of records of either connection, and tells nothing. */
  bytes(count: number): void {
    const session = this.#session;
    if (this.#handshake === null) this.#settle();
    if (!session.isEncrypted && this.#handshake === null && session.isTransferring) session.dataBytes(count);
  }

  info(text: string): void {
    const note = readCurlNote(text);
    if (note === null) {
      this.#aboutTls(text);
      return;
    }
    if (!settlesItself.has(note.kind)) this.#settle();
    this.#take(note, text);
  }

  exit(code: number, text: string): void {
    this.info(text);
    const session = this.#session;
    if (code === 28) this.#timedOut(0);
    if (code === 35) this.#tlsFailed(tlsFailure(text));
    if (code === 60) session.said('certificate-rejected', text);
    if (code === 64) session.said('tls-not-offered', text);
    if (code !== 0 && !session.isEmpty) session.said('transfer-failed', `curl: (${code}) ${text}`);
    session.disconnected();
  }

  finish(): Recording {
    this.#settle();
    return this.#session.finish();
  }

  #take(note: CurlNote, text: string): void {
    const session = this.#session;
    switch (note.kind) {
      case 'resolving':
        session.resolving(note.host);
        break;
      case 'addresses':
        if (note.addresses.length > 0) session.resolved(note.addresses);
        break;
      case 'resolve-failed':
        this.#resolveFailed(note.host, note.failure);
        break;
      case 'trying':
        this.#trying(note.host, note.port);
        break;
      case 'connected':
        this.#connected(note);
        break;
      case 'data-target':
        if (session.phase === 'connected') this.#dataConnecting(note.to);
        break;
      case 'connect-failed':
        this.#connectFailed(note.failure);
        break;
      case 'timed-out':
        this.#timedOut(note.limitMs);
        break;
      case 'accepted':
        this.#isAccepted = true;
        break;
      case 'accept-failed':
        session.dataFailed(note.failure, null);
        break;
      case 'cut':
        this.#cut(note.failure);
        break;
      case 'address-skipped':
        if (note.address !== this.#to?.host) session.said('passive-address-replaced', text);
        break;
      case 'said':
        session.said(note.said, text);
        break;
      case 'tls-failed':
        this.#tlsFailed(tlsFailure(text));
        break;
      case 'certificate-rejected':
        this.#tlsFailed(tlsFailure(text));
        session.said('certificate-rejected', text);
        break;
      case 'ended':
        session.disconnected();
        break;
    }
  }

  #resolveFailed(host: string | null, failure: Failure): void {
    // The text stands behind `curl: (6)` once more.
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    if (host !== null) this.#session.name(host);
    this.#session.resolveFailed(failure);
  }

  #trying(host: string, port: string | null): void {
    const session = this.#session;
    if (session.phase === 'connected') {
      // It was announced in other words before.
      if (session.data !== 'connecting') this.#dataConnecting(endpointOf(host, port ?? String(session.passivePort)));
      return;
    }
    this.#hasFailed = false;
    this.#to = endpointOf(host, port ?? '21');
    session.connecting(this.#to);
  }

  #dataConnecting(to: Endpoint | null): void {
    this.#dataTo = to;
    this.#session.dataConnecting(to);
  }

  #connected({ host, server, client }: Extract<CurlNote, { kind: 'connected' }>): void {
    const session = this.#session;
    if (session.phase === 'connected') {
      if (session.data !== 'agreed' && session.data !== 'connecting') return;
      // The port that versions before 8.16 name here is the control connection's.
      session.dataConnected({ client, server: this.#isAccepted ? server : this.#dataTo });
      this.#isAccepted = false;
      return;
    }
    session.name(host);
    this.#to = server ?? this.#to;
    session.connected({ client, server: this.#to });
  }

  #connectFailed(failure: Failure | null): void {
    const session = this.#session;
    if (session.phase === 'connected') {
      if (failure !== null && session.data === 'connecting') session.dataFailed(failure, this.#dataTo);
      return;
    }
    // A summary follows the failure of each address.
    if (failure === null || this.#hasFailed) return;
    this.#hasFailed = true;
    session.connectFailed(failure, this.#to);
  }

  /** A limit ran out; what was waited for is told by what had come before. */
  #timedOut(limitMs: number): void {
    const session = this.#session;
    const because = { kind: 'timeout', errno: null, limitMs } as const;
    if (session.phase === 'new' || session.phase === 'connecting') {
      this.#connectFailed({ ...because, operation: 'connect' });
      return;
    }
    if (session.phase === 'ended') return;
    if (session.data === 'connecting') session.dataFailed({ ...because, operation: 'connect' }, this.#dataTo);
    else if (session.data === 'open') session.dataEnded({ ...because, operation: 'transfer' });
    session.controlEnded({ ...because, operation: session.isTransferring ? 'transfer' : 'command' });
  }

  #cut(failure: Failure): void {
    const session = this.#session;
    if (session.phase !== 'connected') return;
    if (this.#handshake?.isDone === false) this.#tlsFailed({ ...failure, operation: 'tls' });
    else if (this.#hasFailed) return;
    else if (session.data === 'open' && session.isTransferring) session.dataEnded(failure);
    else session.controlEnded(failure);
  }

  #tlsFailed(failure: Failure): void {
    const session = this.#session;
    this.#handshake = null;
    if (this.#hasFailed || session.phase !== 'connected') return;
    this.#hasFailed = true;
    session.tlsFailed(session.isEncrypted ? 'data' : 'control', failure);
  }

  #aboutTls(text: string): void {
    const session = this.#session;
    const isStart = startsTls.test(text);
    if (this.#handshake === null && !isStart) return;
    if (isStart) {
      if (this.#handshake?.isDone === true) this.#settle();
      // Since 8.16 a connection is said to stand only once its TLS does.
      if (session.phase === 'connecting') session.connected({ client: null, server: this.#to });
      if (session.data === 'connecting') session.dataConnected({ client: null, server: this.#dataTo });
    }
    if (/\(IN\), TLS alert, (?!close notify)/.test(text)) {
      this.#tlsFailed(tlsFailure(text));
      return;
    }
    this.#handshake ??= new CurlHandshake();
    this.#handshake.take(text);
  }

  /** Tells of what is told in several notes once they have all been read. */
  #settle(): void {
    if (this.#isAccepted) this.#session.dataConnected({ client: null, server: null });
    this.#isAccepted = false;
    const handshake = this.#handshake;
    if (handshake?.isDone !== true) return;
    this.#handshake = null;
    this.#session.tlsStarted(this.#session.isEncrypted ? 'data' : 'control', handshake.value());
  }
}

/** What a note that begins a session begins with. */
const begins = /^(?:Trying|Host) /;

/** Of these it matters what was told just before. */
const settlesItself: ReadonlySet<CurlNote['kind']> = new Set([
  'connected',
  'cut',
  'tls-failed',
  'certificate-rejected',
]);

const startsTls =
  /^(?:(?:TLSv?[\d.]{1,4}|\(\d{3}\)) \(OUT\), TLS handshake, Client hello|SSL re-?using session|SSL connection using)/i;
