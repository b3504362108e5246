import { leadingDateTime, type Stamp } from '../text/stamp.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { unquote } from './quoted.ts';
import { RcloneWords } from './rclone-words.ts';

/**
 * rclone's log with `-vv --dump bodies` (or `headers`), by which its FTP backend shows the dialogue: seen from 1.60.1, and
 * of 1.51 to 1.72 in public reports. `FTP Tx` and `FTP Rx` are quoted as Go does it; older releases do not show dialling.
 * Listings come between the replies as if they were some. Sessions at the same time cannot be told apart.
 */
export const rclone: LogFormat = {
  id: 'rclone',
  name: 'rclone log',
  seenBy: 'client',
  score: line => {
    const parsed = parseLine(line);
    if (parsed === null) return 0;
    if (/^FTP [TR]x: /.test(parsed.text) || /: dial\("tcp",/.test(parsed.text)) return 1;
    return /ftps?:\/\//.test(parsed.text) ? 0.6 : 0.2;
  },
  parser: file => new RcloneParser(file),
};

const level = /^(?:<\d>)?(?:DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL) {0,3}: (.*)$/s;
const failed = /^Failed to .*$/s;
const spoken = /^FTP ([TR])x: (.*)$/s;

function parseLine(line: string): { readonly text: string; readonly stamp: Stamp | null } | null {
  const leading = leadingDateTime(line);
  const rest = leading === null ? line : line.slice(leading.length);
  const text = level.exec(rest)?.[1] ?? (leading === null ? undefined : failed.exec(rest)?.[0]);
  return text === undefined ? null : { text, stamp: leading?.stamp ?? null };
}

class RcloneParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #words: RcloneWords;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'rclone log', file, opensDataFirst: true });
    this.#words = new RcloneWords(this.#sessions);
  }

  take(line: LogLine): boolean {
    const parsed = parseLine(line.text);
    if (parsed === null) return this.#words.detail(line.text);
    this.#sessions.at(parsed.stamp ?? line.stamp);
    const [, direction, quoted = ''] = spoken.exec(parsed.text) ?? [];
    if (direction === undefined) this.#words.take(parsed.text);
    else if (direction === 'T') this.#sessions.command(unquote(quoted) ?? quoted);
    else this.#received(unquote(quoted) ?? quoted);
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }

  #received(text: string): void {
    const { told } = this.#sessions.current;
    const isBegun = told.isTransferring && told.lastCode < 200 && !told.isInReply;
    // Once the transfer has begun, only its end is a reply.
    if (isBegun && !/^(?:226|250|[45]\d\d)[ -]/.test(text)) return;
    this.#sessions.received(text);
  }
}
