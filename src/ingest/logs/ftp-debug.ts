import { DialogueSessions } from './dialogue-sessions.ts';
import { FtpDebugWords, isFtpDebugWord, isMinorWord } from './ftp-debug-words.ts';
import { isListingLine } from './listing-line.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';

/**
 * What the command `ftp` prints: with `-d`, and without it as far as replies tell. Seen from GNU inetutils 2.4 and tnftp
 * 20210827, which are BSD's, macOS' and most Linux distributions'; Windows' ftp.exe as in pasted logs. Commands have
 * `---> ` in front, replies nothing.
 */
export const ftpDebug: LogFormat = {
  id: 'ftp-debug',
  name: 'ftp -d output',
  seenBy: 'client',
  score: line => {
    const text = withoutPrompt(line);
    if (/^---> [A-Z]{3,4}\b/.test(text)) return 0.5;
    if (isFtpDebugWord(text)) return 0.9;
    if (text !== line) return 0.7;
    if (/^[1-5]\d\d[ -]/.test(text)) return 0.35;
    return isListingLine(text) || isMinorWord(text) ? 0.01 : 0;
  },
  parser: file => new FtpDebugParser(file),
};

const prompt = /^(?:(?:ftp|lftp|pftp)> ?){1,20}/;

function withoutPrompt(line: string): string {
  return line.replace(prompt, '');
}

class FtpDebugParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #words: FtpDebugWords;
  /** The latest reply, which tnftp prints twice where it reads something from it. */
  #latest = '';

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'ftp -d output', file, opensDataFirst: true });
    this.#words = new FtpDebugWords(this.#sessions);
  }

  take({ text: line, stamp }: LogLine): boolean {
    this.#sessions.at(stamp);
    const text = withoutPrompt(line);
    const [, command] = /^---> (.*)$/s.exec(text) ?? [];
    if (command !== undefined) {
      this.#latest = '';
      this.#sessions.command(command);
      return true;
    }
    if (this.#words.take(text)) return true;
    // What the user typed; it may hold a password.
    if (text !== line && !/^[1-5]\d\d[ -]/.test(text)) {
      this.#words.typed(text);
      return true;
    }
    return this.#reply(text) || isListingLine(text);
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }

  #reply(line: string): boolean {
    const { told } = this.#sessions.current;
    // Behind a listing that broke off, there is no line end.
    const behindData = told.isTransferring ? /[^\s\d]((?:226|4\d\d|5\d\d) [A-Z].*)$/s.exec(line)?.[1] : undefined;
    const text = behindData ?? line;
    if (!told.isInReply && text !== '' && text === this.#latest) return true;
    const isReply = this.#sessions.replyLine(text);
    if (isReply) this.#latest = text;
    // Before the greeting, whatever comes is the server's.
    else if (told.phase === 'connected' && told.lastCode === 0 && told.verb === '' && text.trim() !== '') {
      this.#sessions.received(text);
      return true;
    }
    return isReply;
  }
}
