import type { Failure } from '../../core/failure.ts';
import type { Recording } from '../recording.ts';
import { leadingDateTime, type Stamp } from '../text/stamp.ts';
import { endpointBeforePort, literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';

// pyftpdlib 1.5 and 2: its own prefix or any other before `address:port-[user]`, at level DEBUG, which has commands and
// replies, and at INFO, which has what happened in the words of the replies. From logs of a real 1.5.7 and its sources.

const ownPrefix = /^\[[DIWEC] (?=\d{4}-\d\d-\d\d )/;
const sessionLine = /(?:^|[ \]:])([\da-fA-F.:]{2,45}|\[[\da-fA-F:.]{2,45}\]):(\d{1,5})-\[([^\]]{0,200})\] (.*)$/;
const known =
  /^(?:-> \d{3}|<- |FTP session (?:opened|closed)|USER '.{0,200}' (?:logged in|failed login)|.{1,4000} completed=[01] bytes=)/;
const transfer = /^(?:RETR|STOR|STOU|APPE) .{1,4000} completed=([01]) bytes=(\d{1,15}) /;
const login = /^USER '(.{0,200})' (logged in|failed login)\.$/;
/** Commands that INFO has, with what became of them. */
const loggedCommand =
  /^((?:DELE|RNFR|RNTO|X?MKD|X?RMD|X?CWD|REIN|SITE CHMOD|MFMT)(?: .{0,4000})?) (\d{3})(?: '(.*)')?$/;
const foreignTarget = /^Rejected data connection to foreign address (\S{3,60}?)\.$/;
const foreignPeer = /^Rejected data connection from foreign address (\S{3,60}?)\.$/;

class PyftpdlibParser implements LogParser {
  readonly #file: string;
  readonly #byClient = new Map<string, ServerSession>();
  readonly #sessions: OpenSessions<ServerSession>;

  constructor(file: string) {
    this.#file = file;
    this.#sessions = new OpenSessions(session => {
      for (const key of session.keys) if (this.#byClient.get(key) === session) this.#byClient.delete(key);
    });
  }

  take(line: LogLine): boolean {
    const match = sessionLine.exec(line.text);
    if (match === null) return ownPrefix.test(line.text);
    const [, host = '', port, user = '', said = ''] = match;
    const isOpened = said.startsWith('FTP session opened');
    const session = this.#sessionOf(`${host}:${port}`, isOpened);
    this.#sessions.turnTo(session, line, stampOf(line.text));
    session.connected(endsOf(literalEndpoint(host, Number(port))), isOpened);
    if (user !== '') session.user = user;
    note(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  #sessionOf(key: string, isOpened: boolean): ServerSession {
    const session = this.#byClient.get(key);
    if (session !== undefined && !isOpened) return session;
    if (session !== undefined) this.#sessions.finish(session);
    const begun = new ServerSession('pyftpdlib log', this.#file);
    begun.keys.push(key);
    this.#byClient.set(key, begun);
    return begun;
  }
}

function stampOf(line: string): Stamp | null {
  return ownPrefix.test(line) ? (leadingDateTime(line.slice(3))?.stamp ?? null) : null;
}

function note(session: ServerSession, said: string): void {
  if (said.startsWith('<- ')) session.command(said.slice(3));
  else if (said.startsWith('-> ')) {
    if (said.startsWith('-> 421 Passive data channel timed out')) session.passiveNotArrived();
    session.replyLine(said.slice(3));
  } else if (said.startsWith('FTP session closed')) session.ended();
  else noteInWords(session, said);
}

/** What INFO has in place of replies, and beside them. */
function noteInWords(session: ServerSession, said: string): void {
  const [, completed, bytes] = transfer.exec(said) ?? [];
  if (bytes !== undefined) {
    session.dataConnected();
    session.dataMoved(Number(bytes));
    if (completed === '1') session.dataEnded(null);
    return;
  }
  const [, user, became] = login.exec(said) ?? [];
  if (user !== undefined) {
    if (became === 'logged in') session.login(user, null);
    else session.loginRefused(user, said);
    return;
  }
  const [, command, code, reason = ''] = loggedCommand.exec(said) ?? [];
  if (command !== undefined) {
    session.command(command);
    session.reply(Number(code), reason);
    return;
  }
  if (said.startsWith('Passive data channel timed out')) session.passiveNotArrived();
  else if (said.startsWith('Active data channel timed out')) session.dataFailed(timeout, undefined, 'server');
  else if (said.startsWith('SSL handshake failed')) session.tlsFailed('control', said);
  else noteForeign(session, said);
}

const timeout: Failure = { kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 };

/** It repeats the address that PORT or EPRT had, and who had come to the port that PASV had named. */
function noteForeign(session: ServerSession, said: string): void {
  const target = endpointBeforePort(foreignTarget.exec(said)?.[1] ?? '');
  if (target !== null) {
    const { host, port } = target;
    const isV6 = host.includes(':');
    session.command(
      isV6 ? `EPRT |2|${host}|${port}|` : `PORT ${host.replaceAll('.', ',')},${Math.floor(port / 256)},${port % 256}`,
    );
    session.reply(501, said);
    return;
  }
  const peer = endpointBeforePort(foreignPeer.exec(said)?.[1] ?? '');
  if (peer !== null) session.foreignPeer(peer, said);
}

/** The log of pyftpdlib, in which every line names the client's address and port. */
export const pyftpdlib: LogFormat = {
  id: 'pyftpdlib',
  name: 'pyftpdlib log',
  seenBy: 'server',
  score(line) {
    const said = sessionLine.exec(line)?.[4];
    if (said !== undefined) return known.test(said) ? 1 : 0.5;
    return ownPrefix.test(line) ? 0.2 : 0;
  },
  parser: file => new PyftpdlibParser(file),
};
