import type { Recording } from '../recording.ts';
import { ctimeStamp } from './ctime-stamp.ts';
import { LastStamp } from './last-stamp.ts';
import { headOf, lineHeadStamp } from './line-head-stamp.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { OpenSessions } from './open-sessions.ts';
import { clientOnly, type Speaker, VsftpdProcesses, type VsftpdSession } from './vsftpd-processes.ts';

// vsftpd 3.0.3: its own file with `xferlog_std_format=NO`, with and without `log_ftp_protocol` and `debug_ssl`, and the
// same by syslog (`syslog_enable`). From logs of real servers.

const ownPrefix = /^(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) \[pid (\d{1,10})\] /;
const syslogProgram = /\bvsftpd(?:\[(\d{1,10})\])?: /;
const message =
  /^(?:\[([^\]]{0,200})\] )?(CONNECT|DEBUG|FTP command|FTP response|(?:OK|FAIL) [A-Z]{3,12}): Client "([^"]{1,100})"(?:, anon password ".*"|, "(.*)"([^"]*))?$/;
/** CR and LF are not printable to it, and each is shown as a question mark. */
const lineEnd = /\?\?$/;
const tlsSession = /^SSL version: ([\w. ]{1,20}), SSL cipher: ([\w-]{1,80}), (not )?reused/;
const tlsTrouble = /^(?:No SSL session reuse|DIFFERENT cert|Missing cert|SSL_accept failed|Negotiation failed)/;

interface Message extends Speaker {
  readonly kind: string;
  readonly text: string;
  /** What stands behind the quoted text: bytes and speed. */
  readonly rest: string;
  /** Its own time, or the head of the line that syslog wrote. */
  readonly time: string;
}

/** Null for a line that vsftpd did not write. */
function messageIn(line: string): Message | null {
  const own = ownPrefix.exec(line);
  const program = own === null ? syslogProgram.exec(line.slice(0, 400)) : null;
  const from = own?.[0].length ?? (program === null ? 0 : program.index + program[0].length);
  const [all, user, kind, client, text = '', rest = ''] = message.exec(line.slice(from)) ?? [];
  if (all === undefined || kind === undefined || client === undefined) return null;
  const id = own?.[2] ?? program?.[1];
  return {
    process: id === undefined ? null : Number(id),
    user: user ?? null,
    client,
    kind,
    text,
    rest,
    time: own?.[1] ?? headOf(line),
    isConnect: kind === 'CONNECT',
    isLogin: kind.endsWith(' LOGIN'),
  };
}

class VsftpdParser implements LogParser {
  readonly #processes: VsftpdProcesses;
  readonly #sessions: OpenSessions<VsftpdSession>;
  readonly #stamps = new LastStamp(time => ctimeStamp(time) ?? lineHeadStamp(time));

  constructor(file: string) {
    this.#processes = new VsftpdProcesses(file);
    this.#sessions = new OpenSessions(session => this.#processes.forget(session));
  }

  take(line: LogLine): boolean {
    const said = messageIn(line.text);
    if (said === null) return false;
    const known = this.#processes.known(said);
    // Process ids come round again.
    if (known !== undefined && said.isConnect) this.#sessions.finish(known);
    const session = said.isConnect || known === undefined ? this.#processes.adopt(said) : known;
    this.#sessions.turnTo(session, line, this.#stamps.of(said.time));
    session.connected(() => clientOnly(said.client), said.isConnect);
    session.user = said.user ?? session.user;
    if (session.awaits === 'successor' && !said.isLogin && said.kind !== 'DEBUG') session.awaits = 'nothing';
    this.#note(session, said);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }

  #note(session: VsftpdSession, said: Message): void {
    switch (said.kind) {
      case 'CONNECT':
        if (said.text !== '') session.turnedAway(said.text);
        break;
      case 'FTP command':
        session.command(said.text);
        break;
      case 'FTP response':
        noteResponse(session, said.text);
        break;
      case 'DEBUG':
        noteDebug(session, said.text);
        break;
      case 'OK LOGIN':
        session.login(said.user ?? '', null);
        this.#processes.loggedIn(session);
        break;
      case 'FAIL LOGIN':
        session.loginRefused(said.user ?? '', said.text);
        break;
      default:
        noteTransfer(session, said);
    }
  }
}

/** Lines of a reply but the first and the last may come in pieces, of which the last ends with a line end. */
function noteResponse(session: VsftpdSession, text: string): void {
  const { recorder } = session;
  const isPiece = recorder.isInReply && (session.unfinished !== '' || !/^[1-6]\d\d /.test(text));
  if (isPiece && !lineEnd.test(text)) {
    session.unfinished = (session.unfinished + text).slice(0, 4000);
    return;
  }
  session.replyLine(session.unfinished + text.replace(lineEnd, ''));
  session.unfinished = '';
}

function noteDebug(session: VsftpdSession, text: string): void {
  const on = session.isEncrypted || session.opener !== null ? 'data' : 'control';
  const [, protocol, cipher, not] = tlsSession.exec(text) ?? [];
  if (protocol !== undefined && cipher !== undefined) {
    const reuse = on === 'data' ? ({ session: not === undefined ? 'reused' : 'not-reused' } as const) : {};
    session.tlsStarted(on, { protocol, cipher, ...reuse });
  } else if (tlsTrouble.test(text)) session.tlsFailed(on, text);
}

/** `OK DOWNLOAD` and its like tell how much was moved, which needs a data connection. */
function noteTransfer(session: VsftpdSession, { kind, rest }: Message): void {
  if (!/ (?:DOWNLOAD|UPLOAD)$/.test(kind)) return;
  const bytes = Number(/^, (\d{1,15}) bytes/.exec(rest)?.[1] ?? 0);
  if (kind.startsWith('FAIL') && bytes === 0) return;
  session.dataConnected();
  session.dataMoved(bytes);
  if (kind.startsWith('OK')) session.dataEnded(null);
}

/** The log of vsftpd, in which every session is told by several processes. */
export const vsftpd: LogFormat = {
  id: 'vsftpd',
  name: 'vsftpd log',
  seenBy: 'server',
  score: line => (messageIn(line) === null ? 0 : 1),
  parser: file => new VsftpdParser(file),
};
