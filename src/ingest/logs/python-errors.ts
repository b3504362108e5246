import type { Failure } from '../../core/failure.ts';
import type { DialogueSession } from './dialogue-session.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { errnoFailure } from './errno-failure.ts';
import { tlsFailure } from './tls-failure.ts';

/** `ConnectionRefusedError: [Errno 111] Connection refused`, `ssl.SSLError: …`, `ftplib.error_perm: 530 …`, or without the colon. */
const error =
  /^(?:[a-z_]{1,20}\.){0,2}(error_(?:perm|temp|proto|reply)|EOFError|TimeoutError|timeout|[gh]aierror|herror|Connection[A-Z][a-z]{1,20}Error|BrokenPipeError|PermissionError|OSError|IOError|error|SSL[A-Za-z]{0,30}Error|CertificateError)(?:(?:: | )(.*))?$/s;
const frame = /^\s+File "([^"]{1,500})", line \d{1,9}, in (\S{1,100})/;
const ofFtp = /(?:^|[\\/])(?:ftplib|socket|ssl)\.pyc?$/;
/** Deeper tracebacks have nothing more to tell. */
const mostFrames = 50;

interface PythonError {
  /** The class without its module. */
  readonly name: string;
  readonly message: string;
}

/** Whether the line is one of those that stand above the exception. */
export function isTracebackLine(line: string): boolean {
  return (
    frame.test(line) || /^(?:Traceback \(most recent|During handling of the above|The above exception was)/.test(line)
  );
}

/** The exception that a line names as Python prints one, or null. */
export function parsePythonError(line: string): PythonError | null {
  const [, name, message = ''] = error.exec(line.trimEnd()) ?? [];
  // A word of prose may be an exception's name: what follows must look like one's message.
  if (name === undefined || (/^(?:error|timeout)$/.test(name) && !/^(?:\(|\[|timed out)/.test(message))) return null;
  return { name, message };
}

/** Tracebacks and lone lines that name an exception, as they follow the dialogue. */
export class PythonErrors {
  readonly #sessions: DialogueSessions;
  /** Functions of ftplib, socket and ssl in the traceback that is being read, outermost first. */
  #frames: string[] = [];
  #isInTraceback = false;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  /** False for a line that is no part of a traceback and names no exception. */
  take(line: string): boolean {
    if (/^Traceback \(most recent call last\):/.test(line)) {
      this.#isInTraceback = true;
      this.#frames = [];
      return true;
    }
    const [, file = '', name] = frame.exec(line) ?? [];
    if (name !== undefined) {
      if (ofFtp.test(file) && this.#frames.length < mostFrames) this.#frames.push(name);
      return true;
    }
    const raised = parsePythonError(line);
    if (raised === null) {
      return this.#isInTraceback && (/^\s/.test(line) || /^(?:During handling|The above exception)/.test(line));
    }
    this.#raised(raised);
    this.forget();
    return true;
  }

  /** The dialogue goes on. */
  forget(): void {
    this.#isInTraceback = false;
    this.#frames = [];
  }

  #raised({ name, message }: PythonError): void {
    const session = this.#sessions.current.isOver ? this.#sessions.begin() : this.#sessions.current;
    if (name.startsWith('error_')) {
      if (session.isUnderWay) session.gaveUp(`${name} ${message}`);
      return;
    }
    if (/CertificateError|CERTIFICATE_VERIFY_FAILED/.test(`${name} ${message}`)) {
      session.told.said('certificate-rejected', message);
    }
    const failure = failureOf(name, message);
    if (this.#frames.length === 0) session.failed(failure);
    else this.#failedIn(session, failure);
  }

  /** The functions of a traceback tell what the exception is about. */
  #failedIn(session: DialogueSession, failure: Failure): void {
    const isIn = (...names: readonly string[]): boolean => names.some(name => this.#frames.includes(name));
    const on = isIn('ntransfercmd') ? 'data' : 'control';
    if (isIn('getresp', 'getline', 'putline')) {
      if (!session.isUnderWay) session.told.connected({ client: null, server: null });
      session.controlEnded(failure);
    } else if (isIn('do_handshake', 'wrap_socket')) {
      session.tlsFailed(on, failure);
    } else if (isIn('getaddrinfo')) session.told.resolveFailed({ ...failure, operation: 'resolve' });
    else if (isIn('create_connection')) {
      if (on === 'data') session.dataFailed({ ...failure, operation: 'connect' });
      else session.connectFailed(failure);
    } else if (isIn('accept')) session.dataFailed(notArrived(failure));
    else if (session.told.isTransferring) session.dataEnded(failure);
    else session.failed(failure);
  }
}

function notArrived(failure: Failure): Failure {
  if (failure.kind !== 'timeout') return { ...failure, operation: 'accept' };
  return { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 0, halfOpen: 'unknown' };
}

const errnoOfClass: Readonly<Record<string, string>> = {
  ConnectionRefusedError: 'ECONNREFUSED',
  ConnectionResetError: 'ECONNRESET',
  ConnectionAbortedError: 'ECONNABORTED',
  BrokenPipeError: 'EPIPE',
  PermissionError: 'EACCES',
};

function failureOf(name: string, message: string): Failure {
  if (name.startsWith('SSL') || name === 'CertificateError') {
    return tlsFailure(message || name);
  }
  if (name === 'EOFError') return { kind: 'closed', operation: 'read', errno: null, text: '' };
  if (name === 'TimeoutError' || name === 'timeout') {
    // `timed out` alone is the limit of the script's own, which it does not tell.
    const errno = /^\[(?:Errno|WinError) /.test(message) ? 'ETIMEDOUT' : null;
    return { kind: 'timeout', operation: 'read', errno, limitMs: 0 };
  }
  const known = errnoFailure(message, 'read') ?? errnoFailure(errnoOfClass[name] ?? '', 'read');
  return known ?? { kind: 'local', operation: 'read', errno: null, text: `${name} ${message}`.slice(0, 1000) };
}
