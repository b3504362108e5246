import { classifyAddress } from '../../core/address-class.ts';
import { parsePassiveReply } from '../../ftp/host-port.ts';
import { DialogueSessions } from './dialogue-sessions.ts';
import { isListingLine } from './listing-line.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { isTracebackLine, PythonErrors, parsePythonError } from './python-errors.ts';
import { unquote } from './quoted.ts';

/**
 * What Python's ftplib prints after `set_debuglevel(1)` or `(2)`: seen from 3.11, and the same from 2.7 to 3.13 by its
 * sources. Level 1 has `*cmd*` and `*resp*`, level 2 each line as well (`*put*`, `*get*`). Errors follow as tracebacks, or
 * as whatever the script prints of them.
 */
export const ftplib: LogFormat = {
  id: 'ftplib',
  name: 'Python ftplib debug output',
  seenBy: 'client',
  score: line => {
    if (marked.test(line)) return 1;
    if (/^\s+File ".{1,300}ftplib\.py", line \d/.test(line)) return 1;
    if (/^(?:ftplib\.)?error_(?:perm|temp|proto|reply)\b/.test(line)) return 0.9;
    if (parsePythonError(line) !== null) return 0.5;
    return isTracebackLine(line) || isListingLine(line) ? 0.01 : 0;
  },
  parser: file => new FtplibParser(file),
};

const marked = /^\*(cmd|put|put urgent|get|resp|welcome|retr)\* ([ub]?['"].*['"])$/s;

class FtplibParser implements LogParser {
  readonly #sessions: DialogueSessions;
  readonly #errors: PythonErrors;
  /** Whether the log shows each line (level 2): what `*resp*` then repeats is known already. */
  #hasLines = false;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'Python ftplib debug output', file, opensDataFirst: true });
    this.#errors = new PythonErrors(this.#sessions);
  }

  take({ text: line, stamp }: LogLine): boolean {
    this.#sessions.at(stamp);
    const [, mark, literal = ''] = marked.exec(line) ?? [];
    if (mark === undefined) return this.#errors.take(line) || isListingLine(line);
    const text = unquote(literal) ?? literal.slice(1, -1);
    this.#errors.forget();
    if (mark === 'cmd' || mark === 'put urgent') this.#sessions.command(text.trimEnd());
    else if (mark === 'get' || mark === 'resp') this.#received(mark, text);
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }

  #received(mark: 'get' | 'resp', text: string): void {
    this.#hasLines ||= mark === 'get';
    if (mark === 'resp' && this.#hasLines) return;
    for (const line of text.replace(/[\r\n]+$/, '').split(/\r?\n/)) this.#sessions.received(line);
    const { told, isDataDue } = this.#sessions.current;
    if (isDataDue && told.data === 'agreed' && !told.isInReply) this.#connects(text);
  }

  /**
   * It connects at once, and since 3.6.14, 3.7.11, 3.8.9, 3.9.3 and 3.10.0 always to the host of the control connection
   * (`trust_server_pasv_ipv4_address` is off), which it does not name: that this is another one than in the 227 is certain
   * only where that is none at all.
   */
  #connects(reply: string): void {
    const { told } = this.#sessions.current;
    const address = parsePassiveReply(reply);
    const kind = address.ok ? classifyAddress(address.value.host) : 'invalid';
    if (kind === 'unspecified' || kind === 'multicast' || kind === 'broadcast') {
      told.said('passive-address-replaced', 'ftplib connects to the host of the control connection');
    }
    told.dataConnecting(null);
  }
}
