import type { Failure } from '../../core/failure.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { errnoFailure } from './errno-failure.ts';
import { tlsFailure } from './tls-failure.ts';

const timeout: Failure = { kind: 'timeout', operation: 'read', errno: null, limitMs: 0 };
const closed: Failure = { kind: 'closed', operation: 'read', errno: null, text: '' };
const unnamedAlert: Failure = {
  kind: 'tls',
  operation: 'tls',
  errno: null,
  alert: null,
  reason: 'A TLS fatal alert has been received.',
};
const handshake = /^(?:gnutls_handshake|SSL_connect|gnutls_record_(?:recv|send)|SSL_(?:read|write)): (.*)$/;
const certificate = /^(?:(WARNING|ERROR): )?Certificate verification: (.*)$/;
/** `ls: Fatal error: max-retries exceeded (Connection refused)` */
const gaveUp = /^[\w-]{1,20}: (?:Fatal error|Login failed|Access failed|Not connected)\b.*$/;
const unresolved = /^[\w-]{1,20}: (\S{1,255}): (.{1,200})$/;

const ofTls =
  /^(?:Loaded \d|Certificate(?:: | depth)| Issued by: | (?:Checking|Trusted)|gnutls_|GNUTLS: |Not trusted|\+-->|<--\+)/;

/** Whether lftp writes such lines without a mark. */
export function isLftpWord(line: string): boolean {
  return gaveUp.test(line) || ofTls.test(line) || certificate.test(line);
}

/** What lftp says of errors: `**** …`, and lines that have no mark. */
export class LftpErrors {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  take(text: string): void {
    const session = this.#sessions.current;
    const [, reason = ''] = /^[^(]{1,80}\((.{1,300})\) - /.exec(text) ?? [];
    if (/^Timeout/.test(text)) {
      session.failed(timeout);
    } else if (/^Peer closed connection/.test(text)) {
      session.controlEnded(closed);
    } else if (/^Data socket error/.test(text)) {
      const failure = errnoFailure(reason, 'connect');
      if (failure !== null) session.dataFailed(failure);
    } else if (/^Socket error|^connect\(control_sock\)/.test(text)) {
      const failure = errnoFailure(reason || text, 'connect');
      if (failure !== null && session.hasDialogue) session.controlEnded(failure);
      else if (failure !== null) session.connectFailed(failure);
    } else if (/^Data connection peer has /.test(text)) {
      // It hangs up on a server that connects from another address or port (ftp:verify-address, ftp:verify-port).
      session.dataFailed({ kind: 'local', operation: 'accept', errno: null, text });
    } else if (certificate.test(text) || handshake.test(text)) {
      this.#tls(text);
    } else {
      const failure = errnoFailure(text, 'read');
      if (failure !== null) session.failed(failure);
    }
  }

  /** False for a line that lftp did not write. */
  takeUnmarked(line: string): boolean {
    const session = this.#sessions.current;
    const text = line.replace(/^(?:\[\d{1,10}\] )?(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )?/, '');
    if (certificate.test(text) || /^gnutls_handshake: /.test(text)) {
      this.#tls(text);
      return true;
    }
    const [, host, problem = ''] = unresolved.exec(text) ?? [];
    const lookup = errnoFailure(problem, 'resolve');
    if (
      host !== undefined &&
      !session.isUnderWay &&
      lookup !== null &&
      /^(?:not-found|unresolvable)$/.test(lookup.kind)
    ) {
      session.told.name(host);
      session.told.resolveFailed(lookup);
      return true;
    }
    if (gaveUp.test(text)) {
      if (/does not support or allow SSL/.test(text)) session.told.said('tls-not-offered', text);
      else if (session.isUnderWay) session.gaveUp(text);
      return true;
    }
    return ofTls.test(text);
  }

  #tls(text: string): void {
    const session = this.#sessions.current;
    const on = session.told.isTransferring ? 'data' : 'control';
    const [, severity, problem] = certificate.exec(text) ?? [];
    if (problem === undefined) {
      const reason = handshake.exec(text)?.[1] ?? text;
      // GnuTLS does not name the alert.
      const failure = /^A TLS fatal alert/.test(reason) ? unnamedAlert : tlsFailure(reason);
      if (/^(?:gnutls_handshake|SSL_connect)/.test(text)) session.tlsFailed(on, failure);
      else session.failed(failure);
      return;
    }
    if (severity === 'WARNING') {
      // It goes on all the same (ssl:verify-certificate no), so that the handshake was made.
      if (on === 'control') session.told.said('certificate-rejected', text);
      session.told.tlsStarted(on, {});
      return;
    }
    // Said twice: when it is seen (ERROR), and when the connection is given up for it (****).
    if (severity === 'ERROR') session.told.said('certificate-rejected', text);
    else session.tlsFailed(on, tlsFailure(problem));
  }
}
