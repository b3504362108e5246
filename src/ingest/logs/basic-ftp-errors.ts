import type { Failure } from '../../core/failure.ts';
import type { DialogueSession } from './dialogue-session.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { parseEndpoint } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';
import { tlsFailure } from './tls-failure.ts';

const error = /^(?:Uncaught )?(?:\(in promise\) )?\[?((?:FTP|Type)?Error): (.*)$/s;
const inner = /Last error response was '(?:((?:FTP)?Error): )?(.*)'\.?$/s;
const timedOutData = /^Timeout when trying to open data connection to (\S{1,260})/;
const failedData = /^Can't open data connection in passive mode: (.*)$/s;
const otherHost =
  /^PASV returned another host \((\S{1,100})\) for data transfer that you have connected to \((\S{1,100})\)/;
const ofCertificate =
  /certificate has expired|self[- ]signed certificate|unable to (?:verify the first|get (?:local )?issuer)|altnames|certificate is not yet valid/i;
const ofTls = /SSL routines|secure TLS connection|tlsv1 alert|wrong version number|ssl3_|EPROTO/;

const closed: Failure = { kind: 'closed', operation: 'read', errno: null, text: '' };
const timeout: Failure = { kind: 'timeout', operation: 'read', errno: null, limitMs: 0 };

/** Whether the line is an error as Node.js prints one. */
export function isNodeError(line: string): boolean {
  return error.test(line);
}

/** The errors of basic-ftp, as whoever uses it prints them. */
export class BasicFtpErrors {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  take(line: string): void {
    const [, kind = '', whole = ''] = error.exec(line) ?? [];
    const [, innerKind = kind, message = whole] = inner.exec(whole) ?? [];
    const session = this.#sessions.current;
    // A refusal by the server; its reply stands above.
    if (innerKind === 'FTPError') session.gaveUp(`${innerKind}: ${message}`);
    else if (!this.#ofData(session, message) && !this.#ofTls(session, message)) this.#ofControl(session, message);
  }

  #ofData(session: DialogueSession, message: string): boolean {
    const [, target] = timedOutData.exec(message) ?? [];
    const [, reason] = failedData.exec(message) ?? [];
    const [, advertised, connectedTo] = otherHost.exec(message) ?? [];
    if (target !== undefined) {
      session.dataFailed({ ...timeout, operation: 'connect' }, parseEndpoint(target));
    } else if (reason !== undefined) {
      const to = parseEndpoint(/ (\S{1,260})$/.exec(reason)?.[1] ?? '');
      session.dataFailed(errnoFailure(reason, 'connect') ?? local(message), to);
    } else if (advertised !== undefined) {
      if (connectedTo !== undefined) session.told.name(connectedTo.replace(/^::ffff:/i, ''));
      session.told.said('passive-address-unroutable', message);
    } else if (message.includes('(data socket)')) {
      session.dataEnded(message.startsWith('Timeout') ? timeout : (errnoFailure(message, 'transfer') ?? closed));
    } else return false;
    return true;
  }

  #ofTls(session: DialogueSession, message: string): boolean {
    if (ofCertificate.test(message)) session.told.said('certificate-rejected', message);
    else if (!ofTls.test(message)) return false;
    session.failed(tlsFailure(message));
    return true;
  }

  #ofControl(session: DialogueSession, message: string): void {
    const failure = errnoFailure(message, 'read');
    if (message.startsWith('Timeout (control socket)')) session.controlEnded(timeout);
    else if (/^Server (?:sent FIN packet|closed connection)/.test(message)) session.controlEnded(closed);
    else if (failure?.kind === 'not-found' || failure?.kind === 'unresolvable') {
      const { told } = this.#sessions.begin();
      told.name(/(?:ENOTFOUND|EAI_AGAIN) (\S{1,255})/.exec(message)?.[1] ?? '');
      told.resolveFailed({ ...failure, operation: 'resolve' });
    } else if (failure === null) {
      if (session.isUnderWay && !message.startsWith('User closed client')) session.gaveUp(message);
    } else if (/^connect /.test(message) && !session.hasDialogue) {
      const to = parseEndpoint(/ (\S{1,260}:\d{1,5})(?: |$)/.exec(message)?.[1] ?? '');
      const next = this.#sessions.begin();
      if (to !== null) next.told.name(to.host);
      next.connectFailed(failure, to);
    } else session.failed(failure);
  }
}

function local(text: string): Failure {
  return { kind: 'local', operation: 'connect', errno: null, text: text.slice(0, 1000) };
}
