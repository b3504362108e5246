import type { DialogueSessions } from './dialogue-sessions.ts';
import { parseEndpoint } from './endpoint-in.ts';
import { socketFailure } from './socket-failure.ts';

const subject = /^(ftps?:\/\/[^\s]{1,500}?): (.*)$/s;
const dialling = /^dial\("tcp\d?", ?"(.{1,260})"\)$/;
const dialled = /^> dial: conn=.{0,200}, err=(.*)$/s;
const ofTls = /remote error: tls: ([a-z ]{3,60})|tls: ([^:]{3,200}(?:: .{1,200})?)|(x509: .{3,300})/;

/** What rclone says besides the dialogue. */
export class RcloneWords {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  take(text: string): void {
    const [, url = '', message = text] = subject.exec(text) ?? [];
    const [, target] = dialling.exec(message) ?? [];
    const [, result] = dialled.exec(message) ?? [];
    if (message === 'Connecting to FTP server') this.#begin(url);
    else if (target !== undefined) this.#dials(target);
    else if (result !== undefined) this.#dialled(result);
    else if (
      /^(?:Timeout when waiting|Connection failed, closing|pacer: low level retry)|^Failed to |error|errors? occurred/i.test(
        message,
      )
    ) {
      this.#failed(message);
    }
  }

  /** A line of an error that has several: what happened on the data connection is told there. False for another line. */
  detail(line: string): boolean {
    const [, message] = /^\s*\* (.*)$/s.exec(line) ?? [];
    if (message === undefined) return line.trim() === '';
    const session = this.#sessions.current;
    const alert = /^remote error: tls: ([a-z ]{3,60})/.exec(message)?.[1];
    const isOfData = message.includes(`:${session.told.passivePort}:`);
    if (alert !== undefined) {
      session.tlsFailed('data', { kind: 'tls', operation: 'tls', errno: null, alert, reason: message });
    } else if (isOfData) {
      const failure = socketFailure(message, 'read');
      if (failure !== null) session.dataEnded(failure);
    }
    return true;
  }

  #begin(url: string): void {
    const { told } = this.#sessions.begin();
    const host = /^ftps?:\/\/(?:[^@/]{0,200}@)?(\[[\da-f:.]{2,60}\]|[^:/]{1,255})/i.exec(url)?.[1];
    if (host !== undefined) told.name(host.replace(/^\[(.*)\]$/, '$1'));
  }

  #dials(target: string): void {
    const { told, isDataDue, hasDialogue } = this.#sessions.current;
    const to = parseEndpoint(target);
    if (isDataDue && to?.port === told.passivePort) told.dataConnecting(to);
    else {
      const session = hasDialogue ? this.#sessions.begin().told : told;
      session.name(to?.host ?? target.replace(/:\d{1,5}$/, ''));
      session.connecting(to);
    }
  }

  #dialled(result: string): void {
    const session = this.#sessions.current;
    const isOfData = session.told.data === 'connecting';
    if (result === '<nil>') {
      if (isOfData) session.told.dataConnected({ client: null, server: null });
      else session.told.connected({ client: null, server: null });
      return;
    }
    const failure = socketFailure(result, 'connect') ?? {
      kind: 'local',
      operation: 'connect',
      errno: null,
      text: result.slice(0, 1000),
    };
    const to = parseEndpoint(/dial tcp (\S{1,260}):(?:\s|$)/.exec(result)?.[1] ?? '');
    if (isOfData) session.dataFailed(failure, to);
    else if (failure.kind === 'not-found' || failure.kind === 'unresolvable') {
      session.told.resolveFailed({ ...failure, operation: 'resolve' });
    } else session.connectFailed(failure, to);
  }

  /** An error is told where it happens, and again by all that fails because of it. */
  #failed(message: string): void {
    const session = this.#sessions.current;
    if (!session.isUnderWay || session.isOver) return;
    const [, alert, own, certificate] = ofTls.exec(message) ?? [];
    const reason = alert ?? own ?? certificate;
    if (reason !== undefined) {
      if (/x509|certificate/.test(reason)) session.told.said('certificate-rejected', message);
      session.failed({ kind: 'tls', operation: 'tls', errno: null, alert: alert?.trim() ?? null, reason });
      return;
    }
    const failure = socketFailure(message, 'read');
    // A reply's own text, as in `530 Login incorrect.`, stands above as such.
    const isReply = /(?:^|[\s*(])[45]\d\d [A-Z]/.test(message);
    if (failure === null || isReply || session.told.data === 'over') session.gaveUp(message);
    else session.failed(failure);
  }
}
