import type { Recording } from '../recording.ts';
import { ftpVerbs } from './ftp-verbs.ts';
import { LastStamp } from './last-stamp.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import { localeTime } from './locale-time.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';

// FileZilla Server 0.9: its log file and its window, with dates of any country or none. From its sources (Server.cpp) and
// published logs of 0.9.41 to 0.9.60.

const shape = /^\((\d{6,10})\) ?(?:(.{5,40}?) )?- (.{1,200}?) \(([\d.:a-fA-F]{2,45})\)> (.*)$/;
const noUser = '(not logged in)';
const reply = /^[1-6]\d\d(?:[ -]|$)/;

class FilezillaServer09Parser implements LogParser {
  readonly #file: string;
  readonly #sessions = new OpenSessions<ServerSession>();
  readonly #stamps = new LastStamp(time => localeTime(time)?.stamp ?? null);

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const [, id, time = '', user, address = '', said] = shape.exec(line.text) ?? [];
    if (id === undefined || said === undefined) return false;
    const isBegin = said.startsWith('Connected');
    const session = this.#sessionOf(id, isBegin, time);
    this.#sessions.turnTo(session, line, this.#stamps.of(time));
    session.connected(() => endsOf(literalEndpoint(address)), isBegin);
    if (user !== noUser) session.user = user ?? null;
    return note(session, said);
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  /** Connections are numbered from 1 again after a restart. */
  #sessionOf(id: string, isBegin: boolean, time: string): ServerSession {
    const known = isBegin ? undefined : this.#sessions.of(id);
    if (known !== undefined) return known;
    const begun = new ServerSession('FileZilla Server log', this.#file);
    begun.recorder.startedAt = localeTime(time)?.iso ?? null;
    return this.#sessions.open(begun, id);
  }
}

/** Commands, replies and its own words stand behind the same sign. */
function note(session: ServerSession, said: string): boolean {
  if (reply.test(said) || session.recorder.isInReply) return session.replyLine(said);
  const verb = (/^\S{1,20}/.exec(said)?.[0] ?? '').toUpperCase();
  if (/^(?:TLS|SSL) connection\b.{0,40} established/.test(said)) {
    session.tlsStarted(said.includes('data connection') ? 'data' : 'control', {});
  } else if (/^(?:TLS|SSL)\b.{0,200}(?:error|fail)/i.test(said)) {
    session.tlsFailed(session.isEncrypted ? 'data' : 'control', said);
  } else if (/^(?:could not send reply, )?disconnected\./.test(said)) session.ended();
  else if (ftpVerbs.has(verb) || /^[A-Z]{3,5}(?: |$)/.test(said)) session.command(said);
  return true;
}

/** The log of FileZilla Server 0.9. */
export const filezillaServer09: LogFormat = {
  id: 'filezilla-server-09',
  name: 'FileZilla Server 0.9 log',
  seenBy: 'server',
  score: line => (shape.test(line) ? 1 : 0),
  parser: file => new FilezillaServer09Parser(file),
};
