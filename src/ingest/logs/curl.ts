import type { Recording } from '../recording.ts';
import { type CurlLine, parseCurlLine } from './curl-line.ts';
import { readCurlNote } from './curl-notes.ts';
import { CurlSession } from './curl-session.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';

/**
 * What `curl -v` and `curl --trace-ascii` write, with or without `--trace-time`, `--trace-ids` and the progress meter,
 * by itself or in front of its notes. Shapes seen from 7.88 and 8.22; texts from curl's own source, 7.5x to 8.22.
 *
 * curl 7.88 in active mode under TLS never starts TLS on the data connection, so that its recordings of that stall.
 */
export const curl: LogFormat = {
  id: 'curl',
  name: 'curl',
  seenBy: 'client',
  score: line => {
    const parsed = parseCurlLine(line);
    return parsed === null ? 0 : scoreOf(parsed);
  },
  parser: file => new CurlParser(file),
};

function scoreOf({ kind, text }: CurlLine): number {
  switch (kind) {
    case 'info':
      return readCurlNote(text) !== null || knownNote.test(text) ? 1 : 0.1;
    case 'sent':
      // A client that writes nothing but signs and lines may be another one.
      return /^[A-Z]{3,4}(?: |$)/.test(text) ? 0.4 : 0;
    case 'received':
      return /^[1-5]\d\d[ -]/.test(text) ? 0.4 : 0.05;
    case 'row':
      return 0.2;
    default:
      return 1;
  }
}

const knownNote =
  /^(?:Entry path is|Request has same path|Connect data stream|ftp_perform ends|Maxdownload|Remembering we are in|TLSv?[\d.]+ \((?:IN|OUT)\)|SSL |Server certificate|ALPN|CAfile|CApath|TCP_NODELAY set|Bad PASV|RETR response|Access denied|Failed to do PORT|Preparing for accepting|Checking for server connect|Ready to accept|Getting file with size|Data conn was not available)/;

class CurlParser implements LogParser {
  readonly #file: string;
  #session: CurlSession;
  #finished: Recording[] = [];
  /** What the rows of the present block of `--trace-ascii` are. */
  #block: 'sent' | 'received' | null = null;
  /** A row that may go on in the next one. */
  #row: { readonly end: number; readonly text: string } | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#session = new CurlSession(file);
  }

  take(line: LogLine): boolean {
    const parsed = parseCurlLine(line.text);
    if (parsed === null) return false;
    if (parsed.kind === 'row') {
      this.#takeRow(parsed);
      return true;
    }
    this.#endBlock();
    if (parsed.kind === 'info' && this.#session.isFollowedBy(parsed.text)) this.#next();
    this.#session.at(parsed.stamp ?? line.stamp, parsed.spentSeconds);
    this.#act(parsed);
    return true;
  }

  finished(): readonly Recording[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  end(): readonly Recording[] {
    this.#endBlock();
    this.#next();
    return this.finished();
  }

  #act({ kind, text, number }: CurlLine): void {
    const session = this.#session;
    if (kind === 'info') session.info(text);
    else if (kind === 'sent') session.sent(text);
    else if (kind === 'received') session.received(text);
    else if (kind === 'data-in' || kind === 'data-out') session.bytes(number);
    else if (kind === 'sent-block') this.#block = 'sent';
    else if (kind === 'received-block') this.#block = 'received';
    else if (kind === 'exit') {
      session.exit(number, text);
      this.#next();
    }
  }

  /** A row holds up to 64 characters; one that ends earlier than the next begins was ended by CR LF. */
  #takeRow({ text, number }: CurlLine): void {
    if (this.#block === null) return;
    const before = this.#row;
    if (before !== null && before.end === number) {
      const joined = before.text.length > 8000 ? before.text : before.text + text;
      this.#row = { end: number + text.length, text: joined };
      return;
    }
    this.#endRow();
    this.#row = { end: number + text.length, text };
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = null;
    if (row === null) return;
    if (this.#block === 'sent') this.#session.sent(row.text);
    else if (this.#block === 'received') this.#session.received(row.text);
  }

  #endBlock(): void {
    this.#endRow();
    this.#block = null;
  }

  #next(): void {
    if (!this.#session.isEmpty) this.#finished.push(this.#session.finish());
    this.#session = new CurlSession(this.#file);
  }
}
