import type { Recording } from '../recording.ts';
import { LastStamp } from './last-stamp.ts';
import { headOf, lineHeadStamp } from './line-head-stamp.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { noteProftpdMessage } from './proftpd-messages.ts';
import { ProftpdSession } from './proftpd-session.ts';

// ProFTPD's SystemLog and its lines in syslog, at every DebugLevel: 1.3.8 from real servers, the older time stamps of the
// SystemLog (to 1.3.5) from its documentation.

/** `proftpd[10] name (host[address]): message` in the SystemLog, `proftpd[10]: name (host[address]) - message` in syslog. */
const sessionLine = /\bproftpd\[(\d{1,10})\]:? (\S{1,255}) \([^()[\]]{0,255}\[([\da-fA-F.:]{2,60})\]\)(?:: | - )(.*)$/;
const otherLine = /\bproftpd(?:\[\d{1,10}\])?:? /;

const begins = /^(?:connected - local|\S{1,10} session opened\.)/;

class ProftpdSystemParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new OpenSessions<ProftpdSession>();
  readonly #stamps = new LastStamp(lineHeadStamp);

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const match = sessionLine.exec(line.text);
    if (match === null) return otherLine.test(line.text.slice(0, 400));
    const [, process = '', serverName = '', peer = '', message = ''] = match;
    const session = this.#sessionOf(process, peer, serverName, begins.test(message));
    this.#sessions.turnTo(session, line, this.#stamps.of(headOf(line.text)));
    noteProftpdMessage(session, message);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  /** A process serves one session; its id comes round again. */
  #sessionOf(process: string, peer: string, serverName: string, isBegin: boolean): ProftpdSession {
    const known = this.#sessions.of(process);
    if (known?.peer === peer && !(isBegin && known.isOver)) return known;
    return this.#sessions.open(new ProftpdSession(this.#file, peer, serverName), process);
  }
}

/** What ProFTPD itself has to say, to its SystemLog or to syslog. */
export const proftpdSystem: LogFormat = {
  id: 'proftpd',
  name: 'ProFTPD SystemLog',
  seenBy: 'server',
  score(line) {
    if (sessionLine.test(line)) return 1;
    return otherLine.test(line.slice(0, 400)) ? 0.6 : 0;
  },
  parser: file => new ProftpdSystemParser(file),
};
