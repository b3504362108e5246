import type { Failure } from '../../core/failure.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { endpointOf } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';

const connected = /^Connected to ([^\s]{1,255}?)\.?$/;
/** `ftp: connect: Connection refused`, `> ftp: connect :Connection timed out`, `tnftp: Can't connect to `192.0.2.1:40000': …` */
const program = /^(?:> )?(?:\S{0,200}\/)?[a-z-]{0,20}ftp(?:\.exe)?: (.*)$/s;
const quotedTarget = /^Can't connect to `([^\s'`]{1,255}):(\d{1,5})'(?:: (.*))?$/s;
/** These are the client's own, though they look like the server's. */
const made421 =
  /^421 Service not available, (remote server has closed connection|remote server timed out\. Connection closed|user interrupt\. Connection closed)\.?$/;
const login = /^(?:Name|User) \(([^\s:()]{1,255})(?::[^)]{0,100}\)?)?\)+: ?/;
const silent =
  /^(?:Passive mode(?:: | o(?:n|ff))|Passive mode refused|Passive mode address scan|Extended passive mode scan|Remote system type is |Using (?:binary|ascii) mode|Login failed\.|Not connected\.|Password:|local: .* remote: |\d+ bytes (?:received|sent) in |ftp: \d+ bytes |disabling epsv[46]|setupsockbufsize: |features\[|Trying |Interactive mode|Hash mark printing|Debugging o|Connection closed|Aborting any active|Invalid command\.?$|Bye\.?$)/i;

const closed: Failure = { kind: 'closed', operation: 'read', errno: null, text: '' };
const timeout: Failure = { kind: 'timeout', operation: 'read', errno: null, limitMs: 0 };

/** Whether the line is one that `ftp` prints of its own. */
export function isFtpDebugWord(text: string): boolean {
  return (
    connected.test(text) ||
    login.test(text) ||
    made421.test(text) ||
    /^(?:Passive mode address mismatch|Remote system type is |Using (?:binary|ascii) mode to transfer)/.test(text) ||
    (program.test(text) && silent.test(text) === false && errnoFailure(text, 'connect') !== null)
  );
}

/** Whether it is one that tells nothing of connections, and may be other programs' too. */
export function isMinorWord(text: string): boolean {
  return silent.test(text) || program.test(text);
}

/** What `ftp` says besides the dialogue. */
export class FtpDebugWords {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  /** False for a line that it does not say. */
  take(text: string): boolean {
    const [, host] = connected.exec(text) ?? [];
    if (host !== undefined) {
      const { told } = this.#sessions.begin();
      told.name(host);
      told.connected({ client: null, server: null });
      return true;
    }
    const [, why] = made421.exec(text) ?? [];
    if (why !== undefined) {
      this.#lost(why);
      return true;
    }
    const [, message] = program.exec(text) ?? [];
    if (message !== undefined && this.#error(message)) return true;
    if (/^Passive mode address mismatch\./.test(text)) {
      this.#sessions.current.told.said('passive-address-unroutable', text);
      return true;
    }
    const [, named] = login.exec(text) ?? [];
    if (named !== undefined) {
      this.#sessions.current.told.name(named);
      return true;
    }
    if (/^Connection closed by remote host/i.test(text)) this.#lost(text);
    return silent.test(text);
  }

  /** What the user typed behind the prompt tells which transfer an unseen command asks for. */
  typed(text: string): void {
    const word = /^\s*([a-z]{1,10})/i.exec(text)?.[1]?.toLowerCase() ?? '';
    const verb =
      word === 'get' || word === 'recv' || word === 'mget' ? 'RETR' : /^m?put$|^send$/.test(word) ? 'STOR' : 'LIST';
    this.#sessions.current.usualTransfer = verb;
  }

  #lost(why: string): void {
    const session = this.#sessions.current;
    if (/user interrupt/.test(why)) session.told.disconnected();
    else session.controlEnded(/timed out/.test(why) ? timeout : closed);
  }

  #error(message: string): boolean {
    const session = this.#sessions.current;
    const [, host = '', port = '', reason] = quotedTarget.exec(message) ?? [];
    const failure = errnoFailure(reason ?? message, 'connect');
    if (failure === null) return quotedTarget.test(message) || silent.test(`ftp: ${message}`);
    // An address in use is a fault of the client's own listener, and shows in no connection.
    if (failure.kind === 'local') return true;
    if (session.isDataDue) session.dataFailed(failure, endpointOf(host, port));
    else if (failure.kind === 'not-found' || failure.kind === 'unresolvable') {
      const next = this.#sessions.begin();
      next.told.resolveFailed({ ...failure, operation: 'resolve' });
    } else if (session.hasDialogue && !session.isOver) session.failed(failure);
    else this.#connectFailed(failure, host, port, message);
    return true;
  }

  #connectFailed(failure: Failure, host: string, port: string, message: string): void {
    const address = /^connect to address ([\da-f:.]{2,45}):/i.exec(message)?.[1] ?? host;
    const session = this.#sessions.begin();
    if (address !== '') session.told.name(address);
    session.connectFailed(failure, endpointOf(address, port));
  }
}
