import type { Endpoint } from '../../core/endpoint.ts';
import type { Recording } from '../recording.ts';
import { ftpVerbs } from './ftp-verbs.ts';
import { IisFields, type IisLine, iisStamp } from './iis-fields.ts';
import { LastStamp } from './last-stamp.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { endsOf, ServerSession } from './server-session.ts';
import { win32Failure } from './win32-failure.ts';

// The W3C log of the FTP service of IIS 7 to 10, with its fields in any order. From published logs, Microsoft's "Changes in
// FTP 7.5" and the reference of `logFile`. It has no texts of replies; a command stands where it ended, with its code.

const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const modes: ReadonlySet<string> = new Set(['PASV', 'EPSV', 'PORT', 'EPRT']);
const dataLine = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d \S{1,60} /;
const channelWord = / (?:Control|Data)Channel(?:Opened|Closed) /;

class IisSession extends ServerSession {
  /** PASV or EPSV was answered, and nobody has come to its port yet. */
  isExpected = false;
  isDataOpen = false;
}

class IisParser implements LogParser {
  readonly #file: string;
  readonly #fields = new IisFields();
  readonly #sessions = new OpenSessions<IisSession>();
  readonly #stamps = new LastStamp(iisStamp);
  /** Whether this log has lines of channels, so that their absence says something. */
  #hasChannels = false;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    if (line.text.startsWith('#')) {
      this.#fields.takeDirective(line.text);
      return true;
    }
    const said = this.#fields.read(line.text);
    if (said === null) return false;
    const isOpened = said.method === 'ControlChannelOpened';
    const session = this.#sessionOf(keyOf(said), isOpened);
    this.#sessions.turnTo(session, line, this.#stamps.of(said.time));
    const isControl = !said.method.startsWith('DataChannel');
    session.connected(() => endsOf(clientOf(said), serverOf(said, isControl)), isOpened);
    session.user = said.text('cs-username') ?? session.user;
    this.#hasChannels ||= said.method.includes('Channel');
    if (said.method.includes('Channel')) this.#noteChannel(session, said);
    else this.#noteCommand(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  #sessionOf(key: string, isOpened: boolean): IisSession {
    const known = isOpened ? undefined : this.#sessions.of(key);
    return known ?? this.#sessions.open(new IisSession('IIS FTP log', this.#file), key);
  }

  #noteChannel(session: IisSession, said: IisLine): void {
    const code = said.number('sc-win32-status') ?? 0;
    switch (said.method) {
      case 'ControlChannelClosed':
        this.#notArrived(session);
        session.ended(code === 0 ? undefined : win32Failure(code, 'read'));
        break;
      case 'DataChannelOpened':
        session.isExpected = false;
        session.isDataOpen = true;
        session.dataConnected(endsOf(null, serverOf(said, true)));
        break;
      case 'DataChannelClosed':
        // How much was moved is not told, and an orderly end is told by the reply.
        if (session.isDataOpen && code !== 0) session.dataEnded(win32Failure(code, 'transfer'));
        session.isDataOpen = false;
        break;
      default:
    }
  }

  #noteCommand(session: IisSession, said: IisLine): void {
    const verb = said.method.toUpperCase();
    if (modes.has(verb)) this.#notArrived(session);
    const wasExpected = session.isExpected;
    const { opener, isDataOpen } = session;
    session.command(said.command);
    const status = said.number('sc-status') ?? 0;
    const code = said.number('sc-win32-status') ?? 0;
    if (transfers.has(verb) && status === 425 && !isDataOpen) {
      if (opener === 'server' && code !== 0) session.dataFailed(win32Failure(code, 'connect'));
      else if (wasExpected) this.#notArrived(session);
    }
    if (status >= 100 && status < 700) session.reply(status, '');
    if (verb === 'PASV' || verb === 'EPSV') session.isExpected = status === 227 || status === 229;
  }

  /** There would be a line with the port had anybody come. */
  #notArrived(session: IisSession): void {
    if (session.isExpected && this.#hasChannels) session.passiveNotArrived();
    session.isExpected = false;
  }
}

function keyOf(said: IisLine): string {
  const client = `${said.text('c-ip')} ${said.text('c-port') ?? ''}`;
  return said.text('x-session') ?? client;
}

function clientOf(said: IisLine): Endpoint | null {
  return literalEndpoint(said.text('c-ip') ?? '', said.number('c-port') ?? 0);
}

/** Lines of a data channel have its port in place of the control connection's. */
function serverOf(said: IisLine, hasOwnPort: boolean): Endpoint | null {
  return literalEndpoint(said.text('s-ip') ?? '', hasOwnPort ? (said.number('s-port') ?? 0) : 0);
}

function score(line: string): number {
  if (line.startsWith('#Fields: ')) {
    if (/\bx-session\b/.test(line)) return 1;
    return /\bcs-method\b/.test(line) && !/cs\(User-Agent\)|cs-uri-query/.test(line) ? 0.4 : 0;
  }
  if (!dataLine.test(line)) return 0;
  if (channelWord.test(line)) return 1;
  const words = line.split(' ', 14);
  return words.length >= 6 && words.some(word => ftpVerbs.has(word.toUpperCase())) && / \d{3} \d{1,5}(?: |$)/.test(line)
    ? 0.7
    : 0;
}

/** The log of the FTP service of IIS. */
export const iis: LogFormat = {
  id: 'iis',
  name: 'IIS FTP log',
  seenBy: 'server',
  score,
  parser: file => new IisParser(file),
};
