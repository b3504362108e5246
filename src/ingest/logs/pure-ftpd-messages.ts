import type { ServerSession } from './server-session.ts';

/** What a message means; the groups are those of its pattern. */
type Meaning = (session: ServerSession, message: string, groups: readonly string[]) => void;

/** Pure-FTPd's own messages, from a real 1.0.50 and its sources, with what they stand for. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^Command \[(\S{1,40})\] \[(.{0,4000})\]$/,
    (session, _, [verb = '', argument = '']) => session.command(`${verb.toUpperCase()} ${argument}`.trimEnd()),
  ],
  [/^(.{1,200}) is now logged in$/, (session, _, [user = '']) => session.login(user, null)],
  [/^Anonymous user logged in/, session => session.login('ftp', null)],
  [
    /^Authentication failed for user \[(.{0,200})\]/,
    (session, message, [user = '']) => session.loginRefused(user, message),
  ],
  [
    /^.{1,4000} (?:down|up)loaded {1,4}\((\d{1,15}) bytes/,
    (session, _, [bytes]) => {
      session.dataConnected();
      session.dataMoved(Number(bytes));
      session.dataEnded(null);
    },
  ],
  [
    /^TLS: Enabled (\S{3,20}) with (\S{3,80}), /,
    (session, _, [protocol = '', cipher = '']) =>
      session.tlsStarted(session.isEncrypted ? 'data' : 'control', { protocol, cipher }),
  ],
  [
    // Said of a handshake that failed, and of a client that does not begin one where it has to.
    /^Sorry, cleartext sessions and weak ciphers are not accepted/,
    (session, message) => {
      if (session.lastVerb === 'AUTH') session.tlsFailed('control', message);
      else session.loginRefused(session.named ?? '', message, 421);
    },
  ],
  [
    /^Timeout(?:.{0,40}? for (\d{1,7}) seconds)?/,
    (session, _, [seconds = '0']) =>
      session.ended({ kind: 'timeout', operation: 'read', errno: null, limitMs: Number(seconds) * 1000 }),
  ],
  [
    /^(?:Too many connections|\d{1,10} users \(the maximum\) are already logged in)/,
    (session, message) => session.turnedAway(message),
  ],
  [/^HTTP command: \[/, (session, message) => session.noise('client', message, 'a command of HTTP')],
  [/^Logout\.$/, session => session.ended()],
];

/** Writes down what a message stands for; those that tell nothing of the session are passed over. */
export function notePureFtpdMessage(session: ServerSession, message: string): void {
  if (/^[1-6]\d\d[- ]/.test(message)) {
    noteReply(session, message);
    return;
  }
  for (const [pattern, meaning] of meanings) {
    const match = pattern.exec(message);
    if (match === null) continue;
    meaning(session, message, match.slice(1));
    return;
  }
}

/** Its last words, with the code of its last reply where the client is gone, which up to 1.0.51 can be 227. */
export const farewell = /^\d{3} Logout\.$/;

/** Syslog daemons write a line end within a message as `#012`. */
function noteReply(session: ServerSession, message: string): void {
  if (farewell.test(message) && !message.startsWith('221')) return;
  for (const line of message.split('#012')) session.replyLine(line);
}
