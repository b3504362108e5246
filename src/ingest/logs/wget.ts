import type { Recording } from '../recording.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { readWgetLine, type WgetLine } from './wget-line.ts';
import { WgetSession } from './wget-session.ts';

/**
 * What `wget` prints of an FTP transfer, with `-d` (every command and reply), with `-S` (the replies), and without.
 * Shapes seen from 1.21.
 */
export const wget: LogFormat = {
  id: 'wget',
  name: 'wget',
  seenBy: 'client',
  score: line => {
    const [first] = readWgetLine(line) ?? [];
    return first === undefined ? 0 : (scores[first.kind] ?? 0.8);
  },
  parser: file => new WgetParser(file),
};

const scores: Partial<Record<WgetLine['kind'], number>> = { reply: 0.2, chatter: 0.3, url: 1, step: 1 };

class WgetParser implements LogParser {
  readonly #file: string;
  #session: WgetSession;
  #isDebug = false;
  #finished: Recording[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#session = new WgetSession(file, false);
  }

  take(line: LogLine): boolean {
    if (line.text.startsWith('DEBUG output created by Wget')) {
      this.#isDebug = true;
      this.#next();
      return true;
    }
    this.#session.at(line.stamp);
    const lines = readWgetLine(line.text);
    // The lines within a reply may look like anything, but for the empty ones that wget puts in between.
    if (this.#session.isInReply && line.text !== '' && !lines?.some(({ kind }) => kind === 'command')) {
      this.#session.reply(line.text);
      return true;
    }
    if (lines === null && this.#session.isGreeting) {
      this.#session.reply(line.text);
      return true;
    }
    for (const one of lines ?? []) {
      if (this.#session.isFollowedBy(one)) this.#next();
      this.#session.take(one);
    }
    return lines !== null;
  }

  finished(): readonly Recording[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  end(): readonly Recording[] {
    this.#next();
    return this.finished();
  }

  #next(): void {
    if (!this.#session.isEmpty) this.#finished.push(this.#session.finish());
    this.#session = new WgetSession(this.#file, this.#isDebug);
  }
}
