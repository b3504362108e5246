import { BasicFtpErrors, isNodeError } from './basic-ftp-errors.ts';
import { BasicFtpWords, isBasicFtpWord } from './basic-ftp-words.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import { isListingLine } from './listing-line.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';

/**
 * What basic-ftp (Node.js) prints with `client.ftp.verbose`: seen from 6.2.6, and the same since 3 by its sources. Commands
 * have `> ` in front; what arrives at once has `< ` in front of its first line only, and an empty line behind it.
 */
export const basicFtp: LogFormat = {
  id: 'basic-ftp',
  name: 'basic-ftp verbose output',
  seenBy: 'client',
  score: line => {
    if (line === '> PASS ###' || isBasicFtpWord(line)) return 1;
    // As sure as curl is of such lines, and a little more: curl's notes decide where they are about.
    if (/^> [A-Z]{3,4}\b/.test(line) || /^< [1-5]\d\d[ -]/.test(line)) return 0.405;
    return isListingLine(line) || /^\s{4,}at /.test(line) || isNodeError(line) ? 0.01 : 0;
  },
  parser: file => new BasicFtpParser(file),
};

class BasicFtpParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #words: BasicFtpWords;
  readonly #errors: BasicFtpErrors;
  /** What arrived together is not at its end. */
  #isInChunk = false;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'basic-ftp verbose output', file, opensDataFirst: true });
    this.#words = new BasicFtpWords(this.#sessions);
    this.#errors = new BasicFtpErrors(this.#sessions);
  }

  take({ text: line, stamp }: LogLine): boolean {
    if (line.trim() === '') {
      this.#isInChunk = false;
      return true;
    }
    this.#sessions.at(stamp);
    if (isNodeError(line)) {
      this.#errors.take(line);
      return true;
    }
    if (line.startsWith('> ')) {
      this.#isInChunk = false;
      this.#words.sends(line.slice(2));
      this.#sessions.command(line.slice(2));
      return true;
    }
    if (line.startsWith('< ')) {
      this.#isInChunk = true;
      this.#words.receives(line.slice(2));
      this.#sessions.received(line.slice(2));
      return true;
    }
    const { told } = this.#sessions.current;
    if (told.isInReply || (this.#isInChunk && /^[1-5]\d\d[ -]/.test(line))) return this.#sessions.replyLine(line);
    return this.#words.take(line) || isListingLine(line);
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }
}
