import type { Failure } from '../../core/failure.ts';
import { errnoFailure } from './errno-failure.ts';
import { endpointBeforePort, literalEndpoint } from './literal-endpoint.ts';
import type { ProftpdSession } from './proftpd-session.ts';
import { endsOf } from './server-session.ts';

/** What a message means; the groups are those of its pattern. */
type Meaning = (session: ProftpdSession, message: string, groups: readonly string[]) => void;

/**
 * ProFTPD's own messages, from a real 1.3.8 and the sources of 1.3.4 to 1.3.8, with what they stand for. It writes a refusal
 * of PORT or EPRT right before `500 Illegal PORT command`, that of a wrong syntax before 501, and says "Entering Passive
 * Mode" as in the reply.
 */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^connected - local {1,4}: (\S{3,70})$/,
    (session, _, [text = '']) => {
      session.server = endpointBeforePort(text) ?? session.server;
    },
  ],
  [
    /^connected - remote {1,4}: (\S{3,70})$/,
    (session, _, [text = '']) => {
      session.client = endpointBeforePort(text) ?? session.client;
      session.begin(true);
    },
  ],
  [/^\S{1,10} session opened\./, session => session.begin(true)],
  [
    /^dispatching (?:PRE_CMD|CMD) command '(.{0,4000})' to mod_/,
    (session, _, [command = '']) => session.dispatching(command),
  ],
  [/^dispatching LOG_CMD(?:_ERR)? command '/, session => session.dispatched()],
  [/^Entering Passive Mode \(/, (session, message) => session.answered('PASV', 227, message)],
  [/^Entering Extended Passive Mode \(/, (session, message) => session.answered('EPSV', 229, message)],
  [
    /^Refused ((?:PORT|EPRT) \S{1,200}) \(/,
    (session, message, [command = '']) => session.answered(command, 500, message),
  ],
  [
    /^(PORT|EPRT) '(.{0,200})' is not syntactically valid/,
    (session, message, [verb = '', text = '']) => session.answered(`${verb} ${text}`, 501, message),
  ],
  [
    /^(?:passive|active) data connection opened - local {1,4}: (\S{3,70})$/,
    (session, _, [text = '']) => {
      session.dataLocal = endpointBeforePort(text);
    },
  ],
  [
    /^(passive|active) data connection opened - remote {1,4}: (\S{3,70})$/,
    (session, _, [mode, text = '']) =>
      session.dataConnected(
        endsOf(endpointBeforePort(text), session.dataLocal),
        mode === 'passive' ? 'client' : 'server',
      ),
  ],
  [
    /^Error connecting to (\S{2,60})#(\d{1,5}) for active data transfer: (.{0,300})$/,
    (session, _, [host = '', port, why = '']) =>
      session.dataFailed(systemFailure(why, 'connect'), endsOf(literalEndpoint(host, Number(port))), 'server'),
  ],
  [
    /^error: unable to accept an incoming data connection: (.{0,300})$/,
    (session, _, [why = '']) => session.dataFailed(systemFailure(why, 'accept'), endsOf(null), 'client'),
  ],
  [/^Passive data transfer failed, possibly due to network issues/, session => session.passiveNotArrived()],
  [
    /^SECURITY VIOLATION: Passive connection from foreign IP address (\S{2,60}) rejected/,
    (session, message, [peer = '']) => session.foreignPeer(literalEndpoint(peer), message),
  ],
  [/^(?:USER|ANON) (.{1,200}): Login successful/, (session, _, [user = '']) => session.login(user, null)],
  [
    /^(?:USER|ANON) (.{1,200}?)(?: \(Login failed\): |: no such user|: Limit access denies login)/i,
    (session, message, [user = '']) => session.loginRefused(user, message),
  ],
  [/^SECURITY VIOLATION: root login attempted/i, (session, message) => session.loginRefused('root', message)],
  [/^connection refused \(/i, (session, message) => session.turnedAway(message)],
  [
    /^(?:Login timeout exceeded|Client session idle timeout|\S{1,10} no transfer timeout|.{0,40}session timed out), disconnected/,
    session => session.ended({ kind: 'timeout', operation: 'read', errno: null, limitMs: 0 }),
  ],
  [
    /^Data transfer stall timeout: (\d{1,7}) /,
    (session, _, [seconds]) =>
      session.dataEnded({ kind: 'timeout', operation: 'transfer', errno: null, limitMs: Number(seconds) * 1000 }),
  ],
  [
    /^client sent (HTTP|SMTP) command '/,
    (session, message, [protocol = '']) => session.noise('client', message, `a command of ${protocol}`),
  ],
  [/^\S{1,10} session closed\./, session => session.ended()],
  [/^mod_tls\/\d\S{0,20}: (.{0,1000})$/, (session, _, [message = '']) => void session.tls.take(message)],
];

/** Writes down what a message stands for; those that tell nothing of the session are passed over. */
export function noteProftpdMessage(session: ProftpdSession, message: string): void {
  for (const [pattern, meaning] of meanings) {
    const match = pattern.exec(message);
    if (match === null) continue;
    if (!message.startsWith('connected - ')) session.begin(false);
    meaning(session, message, match.slice(1));
    return;
  }
}

/** Words of the operating system for what became of a data connection. */
function systemFailure(why: string, operation: 'connect' | 'accept'): Failure {
  return errnoFailure(why, operation) ?? { kind: 'local', operation, errno: null, text: why };
}
