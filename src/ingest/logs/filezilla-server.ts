import type { Recording } from '../recording.ts';
import { leadingDateTime } from '../text/stamp.ts';
import { errnoFailure } from './errno-failure.ts';
import { LastStamp } from './last-stamp.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import { localeTime } from './locale-time.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';

// FileZilla Server 1.x: its log file, what its administration interface shows, and the latter without its first two columns.
// From its sources (logger, commander.cpp) and published logs of 1.5 to 1.10.

type Level = 'command' | 'reply' | 'other';

interface Said {
  readonly level: Level;
  /** `FTP Session 3`, or empty where it is left out. */
  readonly session: string;
  readonly address: string;
  readonly user: string | null;
  readonly text: string;
  readonly time: string;
}

const inFile = /^(?:(\S{10,40}) )?(==|!!|>>|<<|WW|D[WIVD]|PP) \[([^\]]{1,300})\] (.*)$/;
const inWindow = /^<([^<>]{8,40})> (.{3,300}?) \[([A-Z][a-z]{2,20})\] (.*)$/;
const inWindowBare = /^\[(Response|Command|Status|Error|Warning|Trace)\] (.*)$/;
const windowHead = /^<Date\/Time> Info \[Type\] Message$/;
const sessionName = /^(FTPS? Session \d{1,12}) (\S{2,60})(?: (.{1,200}))?$/;
const sessionEnd = /^(?:FTPS? )?Session (\d{1,12}) ended (.{0,200})$/;
const levels: ReadonlyMap<string, Level> = new Map([
  ['>>', 'command'],
  ['<<', 'reply'],
  ['Command', 'command'],
  ['Response', 'reply'],
]);
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const tlsProtocol = /^Protocol: TLS-?([\d.]{3}), Key exchange: [^,]{1,60}, Cipher: ([\w-]{3,40})/;

/** Null for a line of none of its shapes. */
function saidIn(line: string): Said | null {
  const match = inFile.exec(line);
  if (match !== null) return saidBy(match[3] ?? '', match[2] ?? '', match[4] ?? '', match[1] ?? '');
  const window = inWindow.exec(line);
  if (window !== null) return saidBy(window[2] ?? '', window[3] ?? '', window[4] ?? '', window[1] ?? '');
  const bare = inWindowBare.exec(line);
  return bare === null ? null : saidBy('', bare[1] ?? '', bare[2] ?? '', '');
}

/** @param about is what stands for the session. */
function saidBy(about: string, level: string, text: string, time: string): Said {
  const name = sessionName.exec(about);
  return {
    level: levels.get(level) ?? 'other',
    session: name?.[1] ?? about,
    address: name?.[2] ?? '',
    user: name?.[3] ?? null,
    text,
    time,
  };
}

class FilezillaServerParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new OpenSessions<ServerSession>();
  readonly #stamps = new LastStamp(time => (leadingDateTime(time) ?? localeTime(time))?.stamp ?? null);

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const said = saidIn(line.text);
    if (said === null) return windowHead.test(line.text);
    const isOfSession = said.address !== '' || said.session === '';
    if (!isOfSession) {
      this.#noteEnd(said.text);
      return true;
    }
    const session = this.#sessionOf(said);
    this.#sessions.turnTo(session, line, this.#stamps.of(said.time));
    const isGreeting = said.level === 'reply' && said.text.startsWith('220');
    session.connected(() => endsOf(literalEndpoint(said.address)), isGreeting && session.lastVerb === '');
    session.user = said.user ?? session.user;
    note(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  /** Sessions are numbered from 1 again after a restart. */
  #sessionOf({ session: name, address, level, text, time }: Said): ServerSession {
    const key = `${name} ${address}`;
    const known = this.#sessions.of(key);
    const isGreeting = level === 'reply' && text.startsWith('220');
    if (known !== undefined && !(isGreeting && known.lastVerb !== '')) return known;
    const begun = new ServerSession('FileZilla Server log', this.#file);
    begun.recorder.startedAt = localeTime(time)?.iso ?? null;
    // The server itself names a session without the client's address.
    return this.#sessions.open(begun, key, name);
  }

  #noteEnd(text: string): void {
    const [, id, how = ''] = sessionEnd.exec(text) ?? [];
    const session = this.#sessions.of(`FTP Session ${id}`) ?? this.#sessions.of(`FTPS Session ${id}`);
    if (session === undefined) return;
    session.ended(errnoFailure(how, 'read') ?? undefined);
    this.#sessions.finish(session);
  }
}

function note(session: ServerSession, { level, text }: Said): void {
  if (level === 'command') session.command(text);
  else if (level === 'reply') session.replyLine(text);
  else noteInWords(session, text);
}

/** Status lines, errors and traces. */
function noteInWords(session: ServerSession, text: string): void {
  const [, version, cipher = ''] = tlsProtocol.exec(text) ?? [];
  if (version !== undefined) {
    session.tlsStarted(session.isEncrypted ? 'data' : 'control', { protocol: `TLSv${version}`, cipher });
  } else if (text.startsWith('TLS session of data connection not resumed')) session.tlsFailed('data', text);
  else if (text.startsWith('Control channel closed with error')) {
    session.ended(errnoFailure(text, 'read') ?? undefined);
  } else if (text.startsWith('GnuTLS error')) noteGnuTls(session, text);
}

/** What comes out of reading records is later than the handshake. */
function noteGnuTls(session: ServerSession, text: string): void {
  if (session.isTlsDue) {
    if (text.includes('gnutls_record_')) session.tlsStarted('control', {});
    else session.tlsFailed('control', text);
  } else if (session.isEncrypted && transfers.has(session.lastVerb) && !text.includes('gnutls_record_')) {
    session.tlsFailed('data', text);
  }
}

/** The log of FileZilla Server 1.x. */
export const filezillaServer: LogFormat = {
  id: 'filezilla-server',
  name: 'FileZilla Server log',
  seenBy: 'server',
  score(line) {
    const said = saidIn(line);
    if (said === null) return windowHead.test(line) ? 1 : 0;
    if (said.address !== '') return 1;
    return said.session === '' ? 0.7 : 0.5;
  },
  parser: file => new FilezillaServerParser(file),
};
