import { DialogueSessions } from './dialogue-sessions.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { unquote } from './quoted.ts';
import { socketFailure } from './socket-failure.ts';

/**
 * Commands and replies as people paste them, from whatever client: alone on their lines, or with arrows or names in front
 * (`C:`, `Client:`, `-->`, `>>>`), as the debug output of many a library has it. What stands between them is left out. Taken
 * for a log only where no other format is.
 */
export const bare: LogFormat = {
  id: 'bare',
  name: 'commands and replies',
  seenBy: 'client',
  score: line => {
    const said = parseLine(line);
    if (said === null) return 0;
    const { text } = said;
    if (/^(?:227|229)[ -].*[(|=]|^(?:PASV|EPSV)$|^(?:PORT|EPRT) [\d|!]|^AUTH (?:TLS|SSL)/.test(text)) return 0.5;
    return said.isPrefixed ? 0.3 : 0.25;
  },
  parser: file => new BareParser(file),
};

/** Who said it is told by the sign, where there is one. */
const sent = /^(?:[-=]{0,4}>{1,3}|→|C:|Client:|CLIENT:|Command:|Sent:|Send:|Out:)\s{0,8}(.*)$/s;
const received = /^(?:<{1,3}[-=]{0,4}|←|S:|Server:|SERVER:|Response:|Reply:|Received:|Recv:|In:)\s{0,8}(.*)$/s;
const reply = /^[1-6]\d\d(?:[ -]\S|-?$|[ -]$)/;
const command =
  /^(?:USER|PASS|ACCT|CWD|CDUP|SMNT|REIN|QUIT|PORT|PASV|TYPE|STRU|MODE|RETR|STOR|STOU|APPE|ALLO|REST|RNFR|RNTO|ABOR|DELE|RMD|MKD|PWD|LIST|NLST|SITE|SYST|STAT|HELP|NOOP|AUTH|ADAT|PROT|PBSZ|CCC|FEAT|OPTS|EPRT|EPSV|LANG|MDTM|MLSD|MLST|SIZE|HOST|MFMT|CLNT|LPRT|LPSV|XPWD|PRET)(?: |$)/;

/** What is longer is prose. */
const longestError = 200;

interface Said {
  readonly by: 'client' | 'server';
  readonly text: string;
  readonly isPrefixed: boolean;
}

/** Null for a line that is neither a command nor the first or last one of a reply. */
function parseLine(line: string): Said | null {
  const content = line.trim();
  const [, fromServer] = received.exec(content) ?? [];
  if (fromServer !== undefined) {
    const text = plain(fromServer);
    return reply.test(text) ? { by: 'server', text, isPrefixed: true } : null;
  }
  const [, marked] = sent.exec(content) ?? [];
  const text = plain(marked ?? content);
  const isPrefixed = marked !== undefined;
  // An arrow may point the other way: what follows it counts.
  if (reply.test(text)) return { by: 'server', text, isPrefixed };
  return command.test(isPrefixed ? text.toUpperCase() : text) ? { by: 'client', text, isPrefixed } : null;
}

/** Some libraries show strings as their language writes them. */
function plain(text: string): string {
  return /^[ub]?['"]/.test(text) ? (unquote(text) ?? text).trimEnd() : text;
}

class BareParser implements LogParser {
  readonly #sessions: DialogueSessions;

  constructor(file: string) {
    this.#sessions = new DialogueSessions({ format: 'commands and replies', file, opensDataFirst: false });
  }

  take({ text: line, stamp }: LogLine): boolean {
    this.#sessions.at(stamp);
    const said = parseLine(line);
    const session = this.#sessions.current;
    // FEAT and HELP list commands: within a reply only a sign makes a line the client's.
    const isOfReply = session.told.isInReply && (said === null || (said.by === 'client' && !said.isPrefixed));
    if (isOfReply) {
      this.#sessions.replyLine(plain(received.exec(line.trim())?.[1] ?? line));
    } else if (said === null) {
      return this.#failed(line) || line.trim() === '';
    } else if (said.by === 'server') this.#sessions.replyLine(said.text);
    else this.#sessions.command(said.text);
    return true;
  }

  finished(): ReturnType<LogParser['finished']> {
    return this.#sessions.finished();
  }

  end(): ReturnType<LogParser['end']> {
    return this.#sessions.end();
  }

  /** An error in an unknown client's words is taken where there is no doubt about which connection it means. */
  #failed(line: string): boolean {
    const session = this.#sessions.current;
    const failure = session.isDataDue && line.length <= longestError ? socketFailure(line, 'connect') : null;
    if (failure !== null) session.dataFailed(failure);
    return failure !== null;
  }
}
