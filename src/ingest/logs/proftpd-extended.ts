import type { Recording } from '../recording.ts';
import { clfStamp } from './clf-stamp.ts';
import { ftpVerbs } from './ftp-verbs.ts';
import { LastStamp } from './last-stamp.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';
import { SessionsByClient } from './sessions-by-client.ts';

// ProFTPD's ExtendedLog: the default LogFormat `%h %l %u %t "%r" %s %b`, any other that quotes %r and puts %s behind it, and
// `%r: %s %S`; %h or %a anywhere before. From logs of a real 1.3.8 and the documentation of mod_log.

/** The default: client, `%l`, user, time, request, code, bytes. */
const common =
  /^(\S{1,255}) \S{1,100} (.{1,100}?) (\[[^\]]{20,40}\]) "([A-Za-z]{3,5}(?: .{0,4000})?)" (\d{3}) (\d{1,18}|-)(?: |$)/;
const quoted = /^"([A-Za-z]{3,5}(?: .{0,4000})?)" (\d{3})(?: (\d{1,18}|-))?(?: "?(.{0,4000}?)"?)?$/;
const plainCode = /: (\d{3})(?: |$)/;
const clfTime = /\[?\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]?/;
/** Commands with which clients begin. */
const first: ReadonlySet<string> = new Set(['USER', 'AUTH', 'HOST', 'FEAT', 'SYST', 'CLNT', 'OPTS']);
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4}(?::[\da-fA-F.]{0,15}){2,8})$/;

interface Request {
  readonly client: string;
  /** Null before the login, and where the log does not have it. */
  readonly user: string | null;
  readonly command: string;
  readonly code: number;
  readonly text: string;
  readonly bytes: number;
  readonly time: string;
}

function requestIn(line: string): Request | null {
  const match = common.exec(line);
  if (match === null) return otherRequestIn(line);
  const command = match[4] ?? '';
  if (!ftpVerbs.has(verbOf(command))) return null;
  return {
    client: match[1] ?? '',
    user: match[2] === '-' ? null : (match[2] ?? null),
    command,
    code: Number(match[5]),
    text: '',
    bytes: Number(match[6]) || 0,
    time: match[3] ?? '',
  };
}

function otherRequestIn(line: string): Request | null {
  const time = clfTime.exec(line)?.[0] ?? '';
  const at = line.indexOf('"');
  const match = at === -1 ? null : quoted.exec(line.slice(at));
  if (match === null) return plainRequestIn(line, time);
  const [, command = '', code, bytes, text = ''] = match;
  if (!ftpVerbs.has(verbOf(command))) return null;
  const client = addressIn(line.slice(0, at));
  return { client, user: null, command, code: Number(code), text, bytes: Number(bytes) || 0, time };
}

/** `%r: %s %S` */
function plainRequestIn(line: string, time: string): Request | null {
  const match = plainCode.exec(line);
  if (match === null) return null;
  const words = line.slice(0, match.index).split(' ', 200);
  const first = words.findIndex(word => ftpVerbs.has(word.toUpperCase()));
  if (first === -1) return null;
  const command = words.slice(first).join(' ');
  const text = line.slice(match.index + match[0].length);
  const client = addressIn(words.slice(0, first).join(' '));
  return { client, user: null, command, code: Number(match[1]), text, bytes: 0, time };
}

function verbOf(command: string): string {
  const end = command.indexOf(' ');
  return (end === -1 ? command : command.slice(0, end)).toUpperCase();
}

function addressIn(text: string): string {
  return text.split(/[\s"[\](),]+/, 40).find(word => address.test(word)) ?? '';
}

class ProftpdExtendedParser implements LogParser {
  readonly #file: string;
  readonly #stamps = new LastStamp(clfStamp);
  readonly #clients = new SessionsByClient<ServerSession>();
  readonly #sessions = new OpenSessions<ServerSession>(session => this.#clients.forget(session));

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const request = requestIn(line.text);
    if (request === null) return false;
    const verb = verbOf(request.command);
    const known = this.#sessionOf(request, verb);
    const session = known ?? new ServerSession('ProFTPD ExtendedLog', this.#file);
    if (known === undefined) this.#clients.begin(request.client, session);
    this.#sessions.turnTo(session, line, this.#stamps.of(request.time));
    const isBegin = known === undefined && request.user === null && first.has(verb);
    session.connected(() => endsOf(literalEndpoint(request.client)), isBegin);
    note(session, request, verb);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  #sessionOf({ client, user }: Request, verb: string): ServerSession | undefined {
    if (verb === 'PASS') return this.#clients.latest(client, null, session => session.lastVerb === 'USER');
    const found = this.#clients.latest(client, user, session => session.hasUnusedMode || !transfers.has(verb));
    // Another USER may be a second try, and is more often a second connection.
    const isAnew = user === null && found?.named !== null && (verb === 'USER' || verb === 'AUTH');
    return isAnew ? undefined : found;
  }
}

function note(session: ServerSession, { command, code, text, bytes, user }: Request, verb: string): void {
  session.command(command);
  if (bytes > 0 && transfers.has(verb)) session.dataMoved(bytes);
  session.reply(code, text);
  // A log that does not have the user has him at no line.
  if (verb === 'PASS' && code < 300) session.user = user;
}

/** Requests with the code of their answer, as ProFTPD's mod_log writes them. */
export const proftpdExtended: LogFormat = {
  id: 'proftpd-extended',
  name: 'ProFTPD ExtendedLog',
  seenBy: 'server',
  score(line) {
    const request = requestIn(line);
    if (request === null) return 0;
    return request.time === '' ? 0.5 : 0.95;
  },
  parser: file => new ProftpdExtendedParser(file),
};
