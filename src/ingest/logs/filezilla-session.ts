import type { TlsValue } from '../../core/step-values.ts';
import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { ClientSession } from './client-session.ts';
import { parseEndpoint } from './endpoint-in.ts';
import { errnoFailure, namedErrno } from './errno-failure.ts';
import type { FilezillaKind } from './filezilla-prefixes.ts';
import { tlsFailure } from './tls-failure.ts';

/** `Connecting to 192.0.2.1:21...`: what is translated stands around it. */
const target = /(?<=^|\s)(\[[\da-f:.]{2,60}\]|[^\s:"“«„]{1,255}):(\d{1,5})(?=[^\d:]|$)/i;
const goesOn = /(?:\.\.\.|…)\s*$/;
const hostName = /(?<![\w.-])((?:[\w-]{1,63}\.){1,10}[a-z][\w-]{1,62})(?![\w.-])/i;
const seconds = /(\d{1,5})\s?(?:s\b|sec|seg|sek|s[aá]niy|másodp|сек|секунд|秒|초)/i;
const openingErrors = /ECONNREFUSED|E(?:HOST|NET)UNREACH|ETIMEDOUT/;
const quoted = /["“”„«»]/;
const byUser = /by user|durch Benutzer/i;

/** One control connection in FileZilla's log. */
export class FilezillaSession {
  readonly #session: ClientSession;
  /** A GnuTLS error of which the next line tells where it happened. */
  #tlsError: string | null = null;
  /** The reply to PASV has just been read. */
  #isAfterPassive = false;
  #isImplicitTls = false;
  /** What has been traced of a handshake. */
  #tls: Partial<TlsValue> = {};
  /** The connection failed, and the name has another address. */
  #triesNext = false;

  constructor(file: string) {
    this.#session = new ClientSession('FileZilla log', file);
  }

  get isEmpty(): boolean {
    return this.#session.isEmpty;
  }

  /** Whether this line begins another session. */
  isFollowedBy(kind: FilezillaKind, text: string): boolean {
    if (kind !== 'status') return false;
    const { phase } = this.#session;
    // The next address of the same name is another try of the same session.
    if (phase === 'ended' && !this.#triesNext) return isConnecting(text) || isResolving(text);
    return phase === 'connected' && isConnecting(text);
  }

  take(kind: FilezillaKind, text: string, stamp: Stamp | null): void {
    this.#session.at(stamp);
    const wasAfterPassive = this.#isAfterPassive;
    if (kind !== 'trace' && kind !== 'listing') this.#isAfterPassive = false;
    if (kind === 'command') this.#command(text);
    else if (kind === 'response') this.#response(text);
    else if (kind === 'status') this.#status(text.trim(), wasAfterPassive);
    else if (kind === 'error') this.#error(text.trim(), wasAfterPassive);
    else if (kind === 'trace') this.#trace(text.trim());
  }

  finish(): Recording {
    this.#settleTlsError(this.#session.isTransferring);
    return this.#session.finish();
  }

  #command(text: string): void {
    this.#session.command(text.trim());
  }

  #response(text: string): void {
    this.#session.reply(text);
    this.#isAfterPassive = this.#session.lastCode === 227 && !this.#session.isInReply;
  }

  #status(text: string, isAfterPassive: boolean): void {
    const session = this.#session;
    if (/passive reply with unroutable address/i.test(text) || (isAfterPassive && namedErrno(text) === null)) {
      session.said(/failed/.test(text) ? 'passive-address-unroutable' : 'passive-address-replaced', text);
    } else if (namedErrno(text) !== null) {
      this.#failure(text);
    } else if (isConnecting(text)) {
      this.#connecting(text);
    } else if (session.phase === 'new' && isResolving(text)) {
      session.resolving(hostName.exec(text)?.[1] ?? '');
    } else if (session.phase === 'connecting' && goesOn.test(text) && !/\d/.test(text)) {
      this.#isImplicitTls = text.includes('TLS');
      session.connected({ client: null, server: null });
    } else if (text.includes('TLS')) {
      this.#aboutTls(text);
    } else if (session.verb !== '' && session.lastCode >= 200 && session.lastCode < 300 && this.#isTransferEnd(text)) {
      session.said('transfer-succeeded', text);
    } else if (/^Disconnected from server/i.test(text)) {
      session.disconnected();
    }
  }

  #connecting(text: string): void {
    const [, host = '', digits = ''] = target.exec(text) ?? [];
    const to = parseEndpoint(`${host}:${digits}`);
    if (to === null) this.#session.name(host);
    else this.#session.name(to.host);
    if (to !== null && this.#session.phase === 'new' && !this.#session.isEmpty) this.#session.resolved([to.host]);
    this.#session.connecting(to);
  }

  #aboutTls(text: string): void {
    const session = this.#session;
    if (session.verb === 'AUTH' && session.lastCode >= 400) session.said('tls-not-offered', text);
    // Why, and on which connection, is told by the next line.
    else if (this.#tlsError !== null) return;
    // Without debug output AUTH and what was answered to it are not shown.
    else if (/does not support FTP over TLS/i.test(text)) session.said('tls-not-offered', text);
    else if (this.#isImplicitTls || !(goesOn.test(text) || text.includes('FTP'))) this.#tlsStarted('control');
  }

  /** `Directory listing of "/" successful`, in whatever words: FileZilla says it last. */
  #isTransferEnd(text: string): boolean {
    if (/(?:listing|file transfer).*successful/i.test(text)) return true;
    return quoted.test(text) && !goesOn.test(text) && /^(?:LIST|MLSD|MDTM)$/.test(this.#session.verb);
  }

  #error(text: string, isAfterPassive: boolean): void {
    const session = this.#session;
    if (/^GnuTLS error|TLS alert/i.test(text)) {
      this.#settleTlsError(this.#session.isTransferring);
      this.#tlsError = text;
      return;
    }
    if (isAfterPassive && namedErrno(text) === null) {
      session.said('passive-address-unroutable', text);
      return;
    }
    if (byUser.test(text)) {
      session.disconnected();
      return;
    }
    const limit = /timed out$/i.test(text) ? '0' : seconds.exec(text)?.[1];
    if (namedErrno(text) === null && limit !== undefined) this.#timedOut(Number(limit) * 1000);
    else if (namedErrno(text) !== null) this.#failure(text);
    else if (/connection (?:to server lost|closed by server|lost)|Server closed connection/i.test(text)) {
      session.controlEnded({ kind: 'closed', operation: 'read', errno: null, text: '' });
    } else this.#gaveUp(text);
  }

  #timedOut(limitMs: number): void {
    const { phase } = this.#session;
    const operation = phase === 'connecting' ? 'connect' : this.#session.isTransferring ? 'transfer' : 'command';
    const failure = { kind: 'timeout', operation, errno: null, limitMs } as const;
    if (phase === 'connecting') this.#session.connectFailed(failure, null);
    else if (phase === 'connected') this.#session.controlEnded(failure);
  }

  /** A message with the name of an operating system's error in it. */
  #failure(text: string): void {
    const session = this.#session;
    const isRetried = /next address/i.test(text);
    const isOfData = /data connection|transfer (?:socket|connection)/i.test(text);
    const wasTls = this.#tlsError !== null;
    this.#settleTlsError(isOfData || session.isTransferring);
    if (session.phase === 'connecting') {
      const failure = errnoFailure(text, 'connect');
      if (failure !== null && (failure.kind === 'not-found' || failure.kind === 'unresolvable')) {
        session.resolveFailed({ ...failure, operation: 'resolve' });
      } else if (failure !== null) session.connectFailed(failure, null);
      this.#triesNext = isRetried;
      return;
    }
    if (session.phase === 'new') {
      const failure = errnoFailure(text, 'resolve');
      if (failure !== null) session.resolveFailed(failure);
      return;
    }
    if (wasTls) return;
    // A connection that stands can only be cut: where the text is translated, the error tells which one it was.
    const isOfOpening = session.isTransferring && session.data === 'agreed' && openingErrors.test(text);
    if (isOfData || isOfOpening) this.#dataFailure(text);
    else {
      const failure = errnoFailure(text, 'read');
      if (failure !== null) session.controlEnded(failure);
    }
  }

  #dataFailure(text: string): void {
    const session = this.#session;
    const isCut = /transfer (?:socket|connection)/i.test(text) || session.data === 'open';
    const failure = errnoFailure(text, isCut ? 'read' : session.opener === 'client' ? 'connect' : 'accept');
    if (failure === null) return;
    if (isCut) session.dataEnded(failure);
    else session.dataFailed(failure, null);
  }

  #gaveUp(text: string): void {
    this.#settleTlsError(this.#session.isTransferring);
    if (this.#session.phase === 'connecting') {
      // Why is told by an earlier line, if at all.
      this.#session.disconnected();
      return;
    }
    if (!this.#session.isEmpty) this.#session.said('transfer-failed', text);
    if (!this.#session.isLoggedIn) this.#session.disconnected();
  }

  #settleTlsError(isOfData: boolean): void {
    const text = this.#tlsError;
    this.#tlsError = null;
    if (text === null) return;
    const failure = tlsFailure(text);
    const wasUp = /gnutls_record/.test(text);
    if (isOfData && wasUp) this.#session.dataEnded(failure);
    else if (isOfData) this.#session.tlsFailed('data', failure);
    else if (this.#session.isEncrypted) this.#session.controlEnded(failure);
    else this.#session.tlsFailed('control', failure);
  }

  /** What debug level 2 and above adds. */
  #trace(text: string): void {
    const [, version, cipher] = /^Protocol: TLS([\d.]{3}), .{0,200}?Cipher: ([\w-]{1,60})/.exec(text) ?? [];
    if (version !== undefined && cipher !== undefined) {
      const isOfData = this.#session.isEncrypted;
      this.#tls = { ...this.#tls, protocol: `TLSv${version}`, cipher };
      // Its certificate is still to be looked at on the control connection.
      if (isOfData) this.#tlsStarted('data');
    } else if (/^TLS Session resumed/i.test(text)) {
      this.#tls = { ...this.#tls, session: 'reused' };
    } else if (/^CTransferSocket::On(?:Connect|Accept)/.test(text)) {
      this.#session.dataConnected({ client: null, server: null });
    } else if (/^CTransferSocket::TransferEnd\(1\)/.test(text)) {
      this.#session.dataEnded(null);
    }
  }

  #tlsStarted(on: 'control' | 'data'): void {
    this.#session.tlsStarted(on, this.#tls);
    this.#tls = {};
  }
}

function isConnecting(text: string): boolean {
  return goesOn.test(text) && !quoted.test(text) && target.test(text) && namedErrno(text) === null;
}

function isResolving(text: string): boolean {
  return hostName.test(text) && !quoted.test(text) && namedErrno(text) === null && !/\d\s/.test(text);
}
