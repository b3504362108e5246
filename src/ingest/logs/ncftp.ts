import { leadingDateTime, type Stamp } from '../text/stamp.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { isNcftpWord, NcftpWords } from './ncftp-words.ts';

/**
 * The trace of ncftp (`~/.ncftp/trace`) and of ncftpls, ncftpget and ncftpput (`-d FILE`): seen from 3.2.6. Each line has the
 * time and two spaces in front; commands have `Cmd: `, and replies a colon behind their code, their further lines an
 * indentation in its place.
 */
export const ncftp: LogFormat = {
  id: 'ncftp',
  name: 'NcFTP trace',
  seenBy: 'client',
  score: line => {
    const text = withoutStamp(line).text;
    if (/^Cmd: {1,3}[A-Z]{3,4}\b/.test(text)) return 1;
    if (reply.test(text)) return 0.7;
    if (isNcftpWord(text)) return 0.9;
    return /^ {2}/.test(text) && text !== line ? 0.05 : 0;
  },
  parser: file => new NcftpParser(file),
};

const reply = /^([1-5]\d\d): {1,2}(.*)$/s;
const further = /^ {4,6}(.*)$/s;
/** Some errors are written without a line end: the next line stands behind them. */
const inner = /(?<=\S)(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2})/;
/** Replies of more lines lose the rest, as they do in a recording. */
const mostLines = 500;

function withoutStamp(line: string): { readonly text: string; readonly stamp: Stamp | null } {
  const leading = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}/.test(line) ? leadingDateTime(line) : null;
  // The stamp takes up to four spaces, of which the third and fourth are the text's.
  return leading === null ? { text: line, stamp: null } : { text: line.slice(21), stamp: leading.stamp };
}

/** A reply of which more lines may come: its last one is not marked. */
interface OpenReply {
  readonly code: string;
  readonly lines: string[];
}

class NcftpParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #words: NcftpWords;
  #reply: OpenReply | null = null;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'NcFTP trace', file, opensDataFirst: true });
    this.#words = new NcftpWords(this.#sessions);
  }

  take(line: LogLine): boolean {
    const isOpenEnded = line.text.includes('Could not ');
    const [first = '', second] = isOpenEnded ? line.text.split(inner, 2) : [line.text];
    if (second === undefined) return this.#takeOne(line);
    const isUnderstood = this.#takeOne({ ...line, text: first });
    return this.#takeOne({ ...line, text: second }) || isUnderstood;
  }

  #takeOne(line: LogLine): boolean {
    const { text, stamp } = withoutStamp(line.text);
    const [, more] = further.exec(text) ?? [];
    if (more !== undefined && this.#reply !== null) {
      if (this.#reply.lines.length < mostLines) this.#reply.lines.push(more);
      return true;
    }
    this.#completeReply();
    this.#sessions.at(stamp ?? line.stamp);
    const [, command] = /^Cmd: {1,3}(.*)$/s.exec(text) ?? [];
    const [, code, first = ''] = reply.exec(text) ?? [];
    if (command !== undefined) this.#sessions.command(command);
    else if (code !== undefined) this.#reply = { code, lines: [first] };
    else return this.#words.take(text) || /^ {2}/.test(text);
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    this.#completeReply();
    return this.#sessions.end();
  }

  #completeReply(): void {
    const open = this.#reply;
    this.#reply = null;
    if (open === null) return;
    const { code, lines } = open;
    for (const [index, line] of lines.entries()) {
      const isLast = index === lines.length - 1;
      this.#sessions.replyLine(isLast ? `${code} ${line}` : index === 0 ? `${code}-${line}` : ` ${line.trimStart()}`);
    }
  }
}
