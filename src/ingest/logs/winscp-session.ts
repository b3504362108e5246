import type { Endpoint } from '../../core/endpoint.ts';
import type { TlsValue } from '../../core/step-values.ts';
import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { ClientSession } from './client-session.ts';
import { parseEndpoint } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';
import { tlsFailure } from './tls-failure.ts';

const connecting = /^Connecting to (\S{1,260}) \.\.\.$/;

/** One control connection in WinSCP's session log. */
export class WinscpSession {
  readonly #session: ClientSession;
  #tls: Partial<TlsValue> = {};
  /** What was last said of TLS: why it failed is told before that it did. */
  #aboutTls = '';
  #dataTo: Endpoint | null = null;

  constructor(file: string) {
    this.#session = new ClientSession('WinSCP log', file);
  }

  get isEmpty(): boolean {
    return this.#session.isEmpty;
  }

  /** Whether this line begins another session. */
  isFollowedBy(sign: string, text: string): boolean {
    if (sign !== '.' || !connecting.test(text)) return false;
    const { phase, data } = this.#session;
    return phase === 'ended' || (phase === 'connected' && data !== 'agreed' && data !== 'connecting');
  }

  take(sign: string, text: string, stamp: Stamp): void {
    this.#session.at(stamp);
    if (sign === '>') this.#session.command(text);
    else if (sign === '<') this.#session.reply(text);
    else this.#note(text.trim());
  }

  finish(): Recording {
    return this.#session.finish();
  }

  #note(text: string): void {
    const session = this.#session;
    const target = connecting.exec(text)?.[1];
    if (target !== undefined) this.#connecting(target);
    else if (/^Connected with /.test(text)) session.connected({ client: null, server: null });
    else if (/^Host(?:name| name): /.test(text)) this.#named(text);
    else if (/^Data connection opened/.test(text)) session.dataConnected({ client: null, server: this.#dataTo });
    else if (/^Data connection closed/.test(text)) this.#dataClosed();
    else if (/unroutable address/.test(text) || /^Using host address \S+ instead of the one suggested/.test(text)) {
      session.said('passive-address-replaced', text);
    } else if (/^Timeout detected\./.test(text)) this.#timedOut(text.includes('data connection'));
    else if (/^Transfer channel can't be opened/.test(text)) this.#dataFailed(text);
    else if (/^Disconnected from server/.test(text)) this.#disconnected();
    else if (/^Directory listing successful|^(?:Download|Upload) successful/.test(text)) {
      session.said('transfer-succeeded', text);
    } else if (!this.#noteTls(text)) this.#error(text);
  }

  #connecting(target: string): void {
    const session = this.#session;
    const to = parseEndpoint(target) ?? parseEndpoint(`${target}:21`);
    if (session.phase === 'connected') {
      this.#dataTo = to;
      session.dataConnecting(to);
      return;
    }
    session.name(to?.host ?? target.replace(/:\d{1,5}$/, ''));
    session.connecting(to);
  }

  #named(text: string): void {
    const host = /^Host ?name: (\S{1,255}) \(/.exec(text)?.[1];
    if (host !== undefined) this.#session.name(host);
  }

  #dataClosed(): void {
    if (this.#session.data === 'open') this.#session.dataEnded(null);
  }

  #timedOut(isOfData: boolean): void {
    const session = this.#session;
    const because = { kind: 'timeout', errno: null, limitMs: 0 } as const;
    if (isOfData) {
      if (session.data === 'open') session.dataEnded({ ...because, operation: 'transfer' });
      else if (session.opener === 'client') session.dataFailed({ ...because, operation: 'connect' }, this.#dataTo);
      else session.controlEnded({ ...because, operation: 'command' });
    } else if (session.phase === 'connected') session.controlEnded({ ...because, operation: 'command' });
    else session.connectFailed({ ...because, operation: 'connect' }, null);
  }

  #dataFailed(text: string): void {
    const failure = errnoFailure(text, this.#session.opener === 'client' ? 'connect' : 'accept');
    if (failure !== null) this.#session.dataFailed(failure, this.#dataTo);
  }

  /** Said both when the server hangs up and when the user does. */
  #disconnected(): void {
    const session = this.#session;
    const isAwaiting = session.isWaiting && session.phase === 'connected';
    if (isAwaiting) session.controlEnded({ kind: 'closed', operation: 'read', errno: null, text: '' });
    else session.disconnected();
  }

  /** Returns false for a text that is not about TLS. */
  #noteTls(text: string): boolean {
    const session = this.#session;
    const [, protocol, cipher] =
      /^Using (TLSv[\d.]{1,3}|SSLv\d), cipher (?:[^\s:,]{1,40}: )?([^\s,]{1,80})/.exec(text) ?? [];
    if (protocol !== undefined && cipher !== undefined) this.#tls = { ...this.#tls, protocol, cipher };
    else if (/^Session ID reused/.test(text)) this.#tls = { ...this.#tls, session: 'reused' };
    else if (/^Main TLS session ID not reused/.test(text)) this.#tls = { ...this.#tls, session: 'not-reused' };
    else if (/^TLS connection established/.test(text)) {
      session.tlsStarted(session.isEncrypted ? 'data' : 'control', this.#tls);
      this.#tls = {};
    } else if (/^(?:Peer certificate rejected|Could not verify TLS certificate)/.test(text)) {
      session.said('certificate-rejected', text);
    } else if (/^(?:Can't establish TLS connection|Unknown error in TLS layer)/.test(text)) {
      session.tlsFailed(session.isEncrypted ? 'data' : 'control', tlsFailure(this.#aboutTls || text));
    } else if (/\bSSL|\bTLS|\balert\b/.test(text)) this.#aboutTls = text;
    else return false;
    return true;
  }

  #error(text: string): void {
    const session = this.#session;
    if (
      /^Could not retrieve (?:directory listing|file information)|^(?:Download|Upload) (?:failed|aborted)/.test(text)
    ) {
      session.said('transfer-failed', text);
      return;
    }
    if (/^The server cannot open connection in active mode/.test(text)) {
      session.said('transfer-failed', text);
      return;
    }
    const host =
      /^Can't resolve hostname "([^"]{1,255})"/.exec(text)?.[1] ??
      /^Host "([^"]{1,255})" does not exist/.exec(text)?.[1];
    if (host !== undefined && session.phase !== 'connected') {
      session.name(host);
      session.resolveFailed({ kind: 'not-found', operation: 'resolve', errno: null });
    } else if (session.phase === 'connecting') {
      const failure = errnoFailure(text, 'connect');
      if (failure !== null && failure.kind !== 'local') session.connectFailed(failure, null);
    }
  }
}
