import type { Recording } from '../recording.ts';
import { LastStamp } from './last-stamp.ts';
import { headOf, lineHeadStamp } from './line-head-stamp.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { farewell, notePureFtpdMessage } from './pure-ftpd-messages.ts';
import { endsOf, ServerSession } from './server-session.ts';
import { SessionsByClient } from './sessions-by-client.ts';

// Pure-FTPd in syslog: as it is by default, with `-d` (commands) and with `-d -d` (replies as well), with and without the
// process in the line. From logs of a real 1.0.50 and its sources.

const shape =
  /(?:^|[\s:])(?:pure-ftpd(?:\[(\d{1,10})\])?: )?\(([^()]{1,255})@([^()@\s]{1,255})\) \[(?:INFO|WARNING|ERROR|NOTICE|DEBUG)\] (.*)$/;
const program = /\bpure-ftpd(?:\[\d{1,10}\])?: /;
const known =
  /^(?:New connection from|Command \[|[1-6]\d\d[- ]|Logout\.|TLS: Enabled|Authentication failed|.{1,200} is now logged in)/;

class PureFtpdParser implements LogParser {
  readonly #file: string;
  readonly #clients = new SessionsByClient<ServerSession>();
  readonly #sessions = new OpenSessions<ServerSession>(session => {
    this.#clients.forget(session);
    if (this.#last === session) this.#last = null;
  });
  readonly #stamps = new LastStamp(lineHeadStamp);
  #last: ServerSession | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const [, process, user = '', host = '', said] = shape.exec(line.text) ?? [];
    if (said === undefined) return this.#goOn(line);
    const isNew = said.startsWith('New connection from ');
    const session = this.#sessionOf(process, host, user === '?' ? null : user, said, isNew);
    this.#last = session;
    this.#sessions.turnTo(session, line, this.#stamps.of(headOf(line.text)));
    session.connected(() => endsOf(literalEndpoint(host)), isNew);
    notePureFtpdMessage(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  /** A reply of several lines is one message, of which some syslog daemons write each line as it is. */
  #goOn({ text }: LogLine): boolean {
    if (program.test(text.slice(0, 400))) return true;
    return this.#last?.recorder.isInReply === true && this.#last.replyLine(text);
  }

  #sessionOf(
    process: string | undefined,
    host: string,
    user: string | null,
    said: string,
    isNew: boolean,
  ): ServerSession {
    const known = process === undefined ? this.#find(host, user, said) : this.#sessions.of(process);
    if (known !== undefined && !isNew) {
      known.user ??= user;
      return known;
    }
    const begun = new ServerSession('Pure-FTPd log', this.#file);
    begun.user = user;
    this.#clients.begin(host, begun);
    return process === undefined ? begun : this.#sessions.open(begun, process);
  }

  /** Without a process: the user is `?` before the login, and what a session waits for tells it from another of its client. */
  #find(host: string, user: string | null, said: string): ServerSession | undefined {
    const clients = this.#clients;
    const code = /^([1-6]\d\d)[- ]/.exec(said)?.[1];
    if (code === '221' || farewell.test(said)) return clients.over(host, user) ?? clients.latest(host, user);
    if (code === '220') return clients.latest(host, user, one => one.recorder.isInReply || !one.hasReplies);
    if (code !== undefined) return clients.latest(host, user, one => one.recorder.isInReply || one.isAwaitingReply);
    const named = /^Authentication failed for user \[(.{0,200})\]|^(.{1,200}) is now logged in$/.exec(said);
    if (named !== null) {
      const name = named[1] ?? named[2];
      return (
        clients.first(host, user, one => one.lastVerb === 'PASS' && one.named === name) ?? clients.latest(host, user)
      );
    }
    const isCommand = said.startsWith('Command [');
    const found = clients.latest(host, user, one => !(isCommand && one.lastVerb === 'PASS' && one.user === null));
    return found ?? (user === null ? undefined : clients.latest(host, null, one => one.lastVerb === 'PASS'));
  }
}

/** What Pure-FTPd writes to syslog. */
export const pureFtpd: LogFormat = {
  id: 'pure-ftpd',
  name: 'Pure-FTPd log',
  seenBy: 'server',
  score(line) {
    const said = shape.exec(line)?.[4];
    if (said !== undefined) return known.test(said) ? 1 : 0.8;
    return program.test(line.slice(0, 400)) ? 0.6 : 0;
  },
  parser: file => new PureFtpdParser(file),
};
