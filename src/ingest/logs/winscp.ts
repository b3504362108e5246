import type { Recording } from '../recording.ts';
import { leadingDateTime, type Stamp } from '../text/stamp.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { NamedSessions } from './named-sessions.ts';
import { WinscpSession } from './winscp-session.ts';

/**
 * WinSCP's session log (`< 2026-11-23 10:02:11.180 220 ready`) of version 5 and 6; signs and texts as in its own source
 * (SessionInfo.cpp, TextsFileZilla.rc, FtpControlSocket.cpp, TransferSocket.cpp). What it logs of SFTP, SCP, WebDAV and
 * S3 sessions is passed over.
 */
export const winscp: LogFormat = {
  id: 'winscp',
  name: 'WinSCP log',
  seenBy: 'client',
  score: line => {
    const parsed = parseWinscpLine(line);
    if (parsed === null) return 0;
    // A quotation mark in front of a stamp looks the same.
    if (parsed.sign === '>') return /^[A-Z]{3,4}(?: |$)/.test(parsed.text) ? 1 : 0.1;
    if (parsed.sign === '<') return /^[1-6]\d\d[ -]/.test(parsed.text) ? 1 : 0.4;
    return 1;
  },
  parser: file => new WinscpParser(file),
};

interface WinscpLine {
  /** `<` received, `>` sent, `.` a note, `!` an error, `*` an exception. */
  readonly sign: string;
  readonly stamp: Stamp;
  /** Empty for the main session; sessions in the background have a name. */
  readonly session: string;
  readonly text: string;
}

const shape = /^[<>.!*] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}(?: |$)/;

function parseWinscpLine(line: string): WinscpLine | null {
  const leading = shape.test(line) ? leadingDateTime(line.slice(2)) : null;
  if (leading === null) return null;
  const rest = line.slice(2 + leading.length);
  const [named = '', session = ''] = /^\[([^\][]{1,60})\] /.exec(rest) ?? [];
  return { sign: line.charAt(0), stamp: leading.stamp, session, text: rest.slice(named.length) };
}

const protocol = /^Transfer Protocol: (\S+)/;

class WinscpParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new NamedSessions<WinscpSession>();
  #isOfFtp = true;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const parsed = parseWinscpLine(line.text);
    if (parsed === null) return false;
    const { sign, stamp, text, session: key } = parsed;
    const named = sign === '.' ? protocol.exec(text)?.[1] : undefined;
    if (named !== undefined) this.#isOfFtp = named.startsWith('FTP');
    if (!this.#isOfFtp) return true;
    let session = this.#sessions.get(key);
    if (session === undefined || session.isFollowedBy(sign, text)) {
      session = new WinscpSession(this.#file);
      this.#sessions.begin(key, session);
    }
    session.take(sign, text, stamp);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }
}
