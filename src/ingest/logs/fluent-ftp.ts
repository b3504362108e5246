import type { Stamp } from '../text/stamp.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import { parseFluentFtpLine } from './fluent-ftp-line.ts';
import { FluentFtpWords } from './fluent-ftp-words.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';

/**
 * FluentFTP's log (.NET), as of 17 to 53: shapes from its sources and from public reports. `LogToConsole` and the listeners
 * before write kinds in front (`Command:`, `Response:`, `Status:`, `# Method(…)`); a logger's own lines have its time
 * and level, and no `Status:`. Releases of 2017 have the last line of a reply first.
 */
export const fluentFtp: LogFormat = {
  id: 'fluent-ftp',
  name: 'FluentFTP log',
  seenBy: 'client',
  score: line => {
    const parsed = parseFluentFtpLine(line);
    switch (parsed?.kind) {
      case 'call':
        return 1;
      case 'command':
        return parsed.isPadded ? 1 : 0.5;
      case 'response':
        return parsed.hasDuration ? 1 : 0.5;
      case 'status':
        return parsed.isPadded ? 0.9 : 0.1;
      case 'exception':
        return /FluentFTP|FtpSocketStream/.test(line) ? 0.9 : 0.2;
      case 'heading':
        return 0.01;
      default:
        return 0;
    }
  },
  parser: file => new FluentFtpParser(file),
};

class FluentFtpParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #words: FluentFtpWords;
  /** The last line of a reply, of which the first ones may be yet to come. */
  #final: { readonly text: string; readonly stamp: Stamp | null | undefined } | null = null;
  /** The line before, which is another time in the log where it goes to two places. */
  #latest = { text: '', isIndented: false };

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'FluentFTP log', file, opensDataFirst: true });
    this.#words = new FluentFtpWords(this.#sessions);
  }

  take(line: LogLine): boolean {
    const parsed = parseFluentFtpLine(line.text);
    if (parsed === null || parsed.kind === 'heading') return parsed !== null;
    const { kind, text, isIndented } = parsed;
    const stamp = parsed.stamp ?? line.stamp;
    const key = `${kind} ${text}`;
    const isRepeated = key === this.#latest.text && isIndented !== this.#latest.isIndented;
    this.#latest = { text: key, isIndented };
    if (isRepeated) return true;
    if (kind === 'response') this.#response(text, stamp);
    else {
      this.#settle();
      this.#sessions.at(stamp);
      if (kind === 'command') this.#sessions.command(text);
      else this.#words.take(kind, text);
    }
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    this.#settle();
    return this.#sessions.end();
  }

  #response(text: string, stamp: Stamp | null | undefined): void {
    const final = this.#final;
    const code = /^[1-5]\d\d/.exec(text)?.[0];
    if (
      final !== null &&
      (this.#sessions.current.told.isInReply ? code === undefined : text.startsWith(`${final.text.slice(0, 3)}-`))
    ) {
      // Lines that belong before the one that came first.
      this.#sessions.replyLine(text);
      return;
    }
    this.#settle();
    this.#sessions.at(stamp);
    if (/^[1-5]\d\d /.test(text) && !this.#sessions.current.told.isInReply) this.#final = { text, stamp };
    else this.#sessions.received(text);
  }

  #settle(): void {
    const final = this.#final;
    this.#final = null;
    if (final === null) return;
    this.#sessions.at(final.stamp);
    this.#sessions.replyLine(final.text);
  }
}
