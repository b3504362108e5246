import type { Recording } from '../recording.ts';
import { LastStamp } from './last-stamp.ts';
import { headOf, lineHeadStamp } from './line-head-stamp.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { ModTls } from './mod-tls.ts';
import { OpenSessions } from './open-sessions.ts';
import { ServerSession } from './server-session.ts';

// The TLSLog of ProFTPD's mod_tls: 1.3.8 from a real server, the older time stamps from its sources. It knows processes,
// not clients, and tells of TLS alone.

const shape = /(?:^|\s)mod_tls\/\d[\w.]{0,20}\[(\d{1,10})\]: (.*)$/;
const openSslError = /^\s+\(\d{1,4}\) error:/;
const requested = /^\S{1,20} requested, starting TLS handshake/;
const protection = /^Protection set to (Private|Clear)/;

class TlsSession extends ServerSession {
  readonly tls = new ModTls(this);
}

class ProftpdTlsParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new OpenSessions<TlsSession>(session => {
    if (this.#last === session) this.#last = null;
  });
  readonly #stamps = new LastStamp(lineHeadStamp);
  #last: TlsSession | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const [, process, said] = shape.exec(line.text) ?? [];
    if (process === undefined || said === undefined) {
      const isMore = openSslError.test(line.text);
      if (isMore) this.#last?.tls.goOn(line.text);
      return isMore;
    }
    const session = this.#sessionOf(process, requested.test(said));
    this.#last = session;
    this.#sessions.turnTo(session, line, this.#stamps.of(headOf(line.text)));
    note(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  /** A process serves one session; its id comes round again. */
  #sessionOf(process: string, isAuth: boolean): TlsSession {
    const known = this.#sessions.of(process);
    if (known !== undefined && !(isAuth && known.isEncrypted)) return known;
    return this.#sessions.open(new TlsSession('ProFTPD TLSLog', this.#file), process);
  }
}

/** It says so once AUTH is answered with 234, and has the text of the 200 to PROT. */
function note(session: TlsSession, said: string): void {
  if (requested.test(said)) {
    session.command('AUTH TLS');
    session.reply(234, '');
    return;
  }
  const level = protection.exec(said)?.[1];
  if (level !== undefined) {
    session.command(`PROT ${level.slice(0, 1)}`);
    session.reply(200, said);
    return;
  }
  session.tls.take(said);
}

/** What ProFTPD's mod_tls tells of handshakes. */
export const proftpdTls: LogFormat = {
  id: 'proftpd-tls',
  name: 'ProFTPD TLSLog',
  seenBy: 'server',
  score(line) {
    if (shape.test(line)) return 1;
    return openSslError.test(line) ? 0.4 : 0;
  },
  parser: file => new ProftpdTlsParser(file),
};
