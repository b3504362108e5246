import type { Failure } from '../../core/failure.ts';
import type { Recording } from '../recording.ts';
import { leadingDateTime } from '../text/stamp.ts';
import { LastStamp } from './last-stamp.ts';
import { endpointBeforePort, literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';

// pyftpdlib 1.5 and 2: its own prefix or any other before `address:port-[user]`, at level DEBUG, which has commands and
// replies, and at INFO, which has what happened in the words of the replies. From logs of a real 1.5.7 and its sources.

const ownPrefix = /^\[[DIWEC] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;
const address = /(?:^|[ \]:])([\da-fA-F.:]{2,45}|\[[\da-fA-F:.]{2,45}\]):(\d{1,5})$/;
const known =
  /^(?:-> \d{3}|<- |FTP session (?:opened|closed)|USER '.{0,200}' (?:logged in|failed login)|.{1,4000} completed=[01] bytes=)/;
const transfer = /^(?:RETR|STOR|STOU|APPE) .{1,4000} completed=([01]) bytes=(\d{1,15}) /;
const login = /^USER '(.{0,200})' (logged in|failed login)\.$/;
/** Commands that INFO has, with what became of them. */
const loggedCommand =
  /^((?:DELE|RNFR|RNTO|X?MKD|X?RMD|X?CWD|REIN|SITE CHMOD|MFMT)(?: .{0,4000})?) (\d{3})(?: '(.*)')?$/;
const foreignTarget = /^Rejected data connection to foreign address (\S{3,60}?)\.$/;
const foreignPeer = /^Rejected data connection from foreign address (\S{3,60}?)\.$/;

interface Message {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly said: string;
}

/** `203.0.113.1:53444-[bob] <- PASV`, behind whatever stands before it. */
function messageIn(line: string): Message | null {
  const at = line.indexOf('-[');
  const end = line.indexOf('] ', at);
  if (at === -1 || end === -1) return null;
  const [, host, port] = address.exec(line.slice(Math.max(0, at - 60), at)) ?? [];
  if (host === undefined) return null;
  return { host, port: Number(port), user: line.slice(at + 2, end), said: line.slice(end + 2) };
}

class PyftpdlibParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new OpenSessions<ServerSession>();
  readonly #stamps = new LastStamp(prefix => leadingDateTime(prefix.slice(3))?.stamp ?? null);

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const message = messageIn(line.text);
    if (message === null) return ownPrefix.test(line.text);
    const { host, port, user, said } = message;
    const isOpened = said.startsWith('FTP session opened');
    const session = this.#sessionOf(`${host}:${port}`, isOpened);
    const [prefix] = ownPrefix.exec(line.text) ?? [];
    this.#sessions.turnTo(session, line, prefix === undefined ? null : this.#stamps.of(prefix));
    session.connected(() => endsOf(literalEndpoint(host, port)), isOpened);
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
    const known = isOpened ? undefined : this.#sessions.of(key);
    return known ?? this.#sessions.open(new ServerSession('pyftpdlib log', this.#file), key);
  }
}

function note(session: ServerSession, said: string): void {
  if (said.startsWith('<- ')) session.command(said.slice(3));
  else if (said.startsWith('-> ')) {
    const text = said.slice(3);
    // Nobody asked for it: it comes when nobody has come for half a minute, and answers no command.
    if (text.startsWith('421 Passive data channel timed out')) {
      session.passiveNotArrived();
      session.noise('server', text, 'a reply that answers no command');
    } else session.replyLine(text);
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
    const message = messageIn(line);
    if (message !== null) return known.test(message.said) ? 1 : 0.5;
    return ownPrefix.test(line) ? 0.2 : 0;
  },
  parser: file => new PyftpdlibParser(file),
};
