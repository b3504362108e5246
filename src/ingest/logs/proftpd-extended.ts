import type { Recording } from '../recording.ts';
import { clfStamp } from './clf-stamp.ts';
import { ftpVerbs } from './ftp-verbs.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';
import { SessionsByClient } from './sessions-by-client.ts';

// ProFTPD's ExtendedLog: the default LogFormat `%h %l %u %t "%r" %s %b`, any other that quotes %r and puts %s behind it, and
// `%r: %s %S`; %h or %a anywhere before. From logs of a real 1.3.8 and the documentation of mod_log.

const common = /^(\S{1,255}) \S{1,100} (.{1,100}?) \[[^\]]{20,40}\] "/;
const quoted = /"([A-Za-z]{3,4}\d?(?: .{0,4000})?)" (\d{3})(?: (\d{1,18}|-))?(?: "?(.{0,4000}?)"?)?$/;
const plain = /(?:^|[\s"])([A-Za-z]{3,4}\d?)(?: (.{0,4000}?))?: (\d{3})(?: (.{0,4000}))?$/;
/** Commands with which clients begin. */
const first: ReadonlySet<string> = new Set(['USER', 'AUTH', 'HOST', 'FEAT', 'SYST', 'CLNT', 'OPTS']);
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4}(?::[\da-fA-F.]{0,15}){2,8})$/;

interface Request {
  readonly client: string;
  /** Null before the login, and where the log does not have it. */
  readonly user: string | null;
  readonly verb: string;
  readonly command: string;
  readonly code: number;
  readonly text: string;
  readonly bytes: number;
}

function requestIn(line: string): Request | null {
  const inQuotes = quoted.exec(line);
  const match = inQuotes ?? plain.exec(line);
  if (match === null) return null;
  const [, request = '', second = '', third = '', fourth = ''] = match;
  const verb = (/^\S+/.exec(request)?.[0] ?? '').toUpperCase();
  if (!ftpVerbs.has(verb)) return null;
  const before = line.slice(0, match.index);
  const [, host, user] = common.exec(line) ?? [];
  const origin = { client: host ?? addressIn(before), user: user === undefined || user === '-' ? null : user, verb };
  if (inQuotes === null) {
    const command = second === '' ? request : `${request} ${second}`;
    return { ...origin, command, code: Number(third), text: fourth, bytes: 0 };
  }
  return { ...origin, command: request, code: Number(second), text: fourth, bytes: Number(third) || 0 };
}

function addressIn(text: string): string {
  return text.split(/[\s"[\](),]+/, 40).find(word => address.test(word)) ?? '';
}

class ProftpdExtendedParser implements LogParser {
  readonly #file: string;
  readonly #clients = new SessionsByClient<ServerSession>();
  readonly #sessions = new OpenSessions<ServerSession>(session => this.#clients.forget(session));

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const request = requestIn(line.text);
    if (request === null) return false;
    const known = this.#sessionOf(request);
    const session = known ?? new ServerSession('ProFTPD ExtendedLog', this.#file);
    if (known === undefined) this.#clients.begin(request.client, session);
    this.#sessions.turnTo(session, line, clfStamp(line.text));
    const isBegin = known === undefined && request.user === null && first.has(request.verb);
    session.connected(endsOf(literalEndpoint(request.client)), isBegin);
    note(session, request);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  #sessionOf({ client, user, verb }: Request): ServerSession | undefined {
    if (verb === 'PASS') return this.#clients.latest(client, null, session => session.lastVerb === 'USER');
    const found = this.#clients.latest(client, user, session => session.hasUnusedMode || !transfers.has(verb));
    // Another USER may be a second try, and is more often a second connection.
    const isAnew = user === null && found?.named !== null && (verb === 'USER' || verb === 'AUTH');
    return isAnew ? undefined : found;
  }
}

function note(session: ServerSession, { verb, command, code, text, bytes, user }: Request): void {
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
    return clfStamp(line) === null ? 0.5 : 0.95;
  },
  parser: file => new ProftpdExtendedParser(file),
};
