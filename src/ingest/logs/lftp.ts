import { leadingDateTime, type Stamp } from '../text/stamp.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import { isLftpWord, LftpErrors } from './lftp-errors.ts';
import { LftpNotes } from './lftp-notes.ts';
import { isListingLine } from './listing-line.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';

/**
 * lftp's `debug` output at any level, and the log file of `set log:file/xfer`: seen from 4.9.2, and the same since 4.5 by
 * its sources. `-p`, `-t` and `-c` put the process, the time and the host in front. Marks (`--->`) stay as they are in
 * every language; its notes are read by their English words, or else by where they stand and the addresses in them.
 */
export const lftp: LogFormat = {
  id: 'lftp',
  name: 'lftp debug output',
  seenBy: 'client',
  score: line => {
    const parsed = parseLine(line);
    if (parsed === null) return ofTls.test(line) ? 0.6 : isListingLine(line) || isLftpWord(line) ? 0.01 : 0;
    const { mark, text } = parsed;
    if (mark === '<---') return /^(?:[1-6]\d\d[ -]|\s)/.test(text) ? 0.9 : 0.6;
    // BSD's ftp marks commands alike, and nothing else.
    if (mark === '--->') return /^[A-Z]{3,4}\b/.test(text) ? 0.5 : 0;
    if (mark === '****')
      return / - reconnecting$|^(?:Timeout|Peer closed|Socket error|Data socket)/.test(text) ? 1 : 0.2;
    return knownNote.test(text) ? 1 : 0.3;
  },
  parser: file => new LftpParser(file),
};

const knownNote =
  /^(?:Resolving host|\d{1,4} address|Connecting |Data connection|Accepted data|Address returned|Closing |Got EOF|Switching |IPv6 is not)/;
const ofTls = /^(?:WARNING|ERROR): Certificate verification: |^Loaded \d{1,6} C(?:A|RL)s$|^Certificate depth: \d/;

interface LftpLine {
  readonly mark: '----' | '--->' | '<---' | '****';
  readonly text: string;
  readonly stamp: Stamp | null;
  /** The host that `-c` puts in front, or null. */
  readonly context: string | null;
}

function parseLine(line: string): LftpLine | null {
  return markedLine(line, null, null) ?? (/^[[\d]/.test(line) ? prefixedLine(line) : inContext(line, null));
}

/** With the process (`-p`), the time (`-t`), or both in front. */
function prefixedLine(line: string): LftpLine | null {
  const withoutProcess = line.replace(/^\[\d{1,10}\] /, '');
  const dated = leadingDateTime(withoutProcess);
  const rest = dated === null ? withoutProcess : withoutProcess.slice(dated.length);
  const stamp = dated?.stamp ?? null;
  return markedLine(rest, stamp, null) ?? inContext(rest, stamp);
}

/** With the host (`-c`) in front. */
function inContext(line: string, stamp: Stamp | null): LftpLine | null {
  const end = line.indexOf(' ');
  return end < 1 || end > 255 ? null : markedLine(line.slice(end + 1), stamp, line.slice(0, end));
}

function markedLine(line: string, stamp: Stamp | null, context: string | null): LftpLine | null {
  const mark = line.slice(0, 4);
  if (mark !== '----' && mark !== '--->' && mark !== '<---' && mark !== '****') return null;
  if (line.length > 4 && line[4] !== ' ') return null;
  return { mark, text: line.slice(5), stamp, context };
}

class LftpParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #notes: LftpNotes;
  readonly #errors: LftpErrors;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'lftp debug output', file, opensDataFirst: true });
    this.#notes = new LftpNotes(this.#sessions);
    this.#errors = new LftpErrors(this.#sessions);
  }

  take({ text: line, stamp }: LogLine): boolean {
    const parsed = parseLine(line);
    this.#sessions.at(parsed?.stamp ?? stamp);
    if (parsed === null) return this.#errors.takeUnmarked(line) || isListingLine(line);
    const { mark, text, context } = parsed;
    if (mark === '----') this.#notes.take(text, context);
    else if (mark === '****') this.#errors.take(text);
    else if (mark === '--->') this.#sessions.command(text);
    else this.#sessions.received(text);
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }
}
