import { isSameAddress } from '../../core/address-class.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Outcomes } from '../../core/evidence.ts';
import { type Outcome, skipped } from '../../core/outcome.ts';
import type { ConnectValue, PassiveReplyValue, PassiveSteps } from '../../core/step-values.ts';
import { parseExtendedPassiveReply, parsePassiveReply } from '../../ftp/host-port.ts';
import type { Attempt } from './attempts.ts';
import type { ConnectionBook } from './connection-book.ts';
import { failed, notInSource, ok, outcomeOf, spanOf } from './outcomes.ts';
import { type Surroundings, transferSteps, wasOpened } from './transfer-steps.ts';

/** The steps of PASV or EPSV, as a recording shows them. */
export function passiveAttempt(
  id: string,
  attempt: Attempt,
  book: ConnectionBook,
  surroundings: Surroundings,
): Outcomes<PassiveSteps> {
  const reply = attempt.isHidden
    ? shownReply(attempt, '(hidden by TLS)')
    : replyOf(attempt, book.server.host, surroundings);
  if (reply.status !== 'ok') {
    const rest = reply.status === 'failed' ? skipped('earlier-step', `${id}.reply`) : notInSource;
    return { reply, connect: rest, preliminary: rest, tls: rest, data: rest, completion: rest };
  }
  const connect = connectOf(attempt, reply.value.advertised, book, surroundings);
  return { reply, connect, ...transferSteps(attempt, { id: `${id}.connect`, outcome: connect }, surroundings) };
}

/** What a reply whose text is not shown must have named, as the connection that followed tells. */
function shownReply({ asked, marks }: Attempt, text: string): Outcome<PassiveReplyValue> {
  const made = marks.find(mark => mark.kind === 'data-connected' || mark.kind === 'data-failed');
  const server = made?.kind === 'data-connected' || made?.kind === 'data-failed' ? made.ends.server : null;
  if (server === null) return notInSource;
  return ok({ code: 227, text, advertised: server }, spanOf(asked.sentMs, asked.sentMs));
}

function replyOf(
  attempt: Attempt,
  controlHost: string,
  { dialogue, recording }: Surroundings,
): Outcome<PassiveReplyValue> {
  const { asked, command } = attempt;
  const outcome = outcomeOf(asked, dialogue, recording);
  if (outcome.status !== 'ok') return outcome;
  const { code, text } = outcome.value;
  const expected = command === 'PASV' ? 227 : 229;
  const whole = `${code} ${text}`;
  const wrong = (problem: string): Outcome<PassiveReplyValue> =>
    failed({ kind: 'malformed', operation: 'command', errno: null, text: whole, problem }, outcome);
  // Some logs keep the code of a reply alone.
  if (text === '') return shownReply(attempt, '');
  if (code !== expected) return wrong(`${command} was answered with ${code} instead of ${expected}`);
  if (command === 'PASV') {
    const address = parsePassiveReply(text);
    return address.ok ? { ...outcome, value: { code, text, advertised: address.value } } : wrong(address.problem);
  }
  const port = parseExtendedPassiveReply(text);
  if (!port.ok) return wrong(port.problem);
  return { ...outcome, value: { code, text, advertised: { host: controlHost, port: port.value } } };
}

/** The client's connection: as the source shows it, or as what came of it gives it away. */
function connectOf(
  attempt: Attempt,
  advertised: Endpoint,
  book: ConnectionBook,
  { product, dialogue, recording }: Surroundings,
): Outcome<ConnectValue> {
  const { marks, asked, transfer } = attempt;
  const isReplaced = marks.some(mark => mark.kind === 'client-said' && mark.said === 'passive-address-replaced');
  const aim = isReplaced ? { host: book.server.host, port: advertised.port } : advertised;
  const tried = marks.find(mark => mark.kind === 'data-connecting' && mark.opener === 'client');
  const to = (tried?.kind === 'data-connecting' ? tried.to : null) ?? aim;
  const beganMs = tried?.atMs ?? asked.replies.at(-1)?.atMs ?? asked.sentMs;
  const isOpened = wasOpened(attempt, product);
  for (const mark of marks) {
    // A client that waits in vain says the same of a connection that stands as of one that does not.
    if (mark.kind === 'data-failed' && mark.failure.kind === 'timeout' && isOpened) continue;
    if (mark.kind === 'data-failed' && mark.opener === 'client') {
      book.add({ role: 'data', opener: 'client', ends: withServer(mark.ends, to), packets: mark.packets });
      return failed(mark.failure, spanOf(beganMs, mark.atMs));
    }
    if (mark.kind === 'data-connected' && mark.opener === 'client') {
      const value = book.add({
        role: 'data',
        opener: 'client',
        ends: withServer(mark.ends, to),
        packets: mark.packets,
      });
      return ok(value, spanOf(mark.packets === undefined ? beganMs : null, mark.atMs));
    }
  }
  if (isOpened) {
    const ends = { client: null, server: to };
    return ok(book.add({ role: 'data', opener: 'client', ends }), spanOf(beganMs, transfer?.replies[0]?.atMs ?? null));
  }
  const isElsewhere = !isSameAddress(aim.host, book.server.host);
  if (recording.seenBy === 'wire' && !recording.isCut.end && transfer === null && isElsewhere)
    return failed(notTried, spanOf(beganMs, null));
  const isGivenUp = dialogue.ending?.failure.kind === 'timeout' && isLast(attempt, dialogue);
  if (!isGivenUp || (transfer !== null && transfer.replies.length > 0)) return notInSource;
  const failure = { kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 } as const;
  book.add({ role: 'data', opener: 'client', ends: { client: null, server: to } });
  return failed(failure, spanOf(beganMs, dialogue.ending?.atMs ?? null));
}

/** A capture that goes on to the end of the session would show a connection, had there been one. */
const notTried = {
  kind: 'local',
  operation: 'connect',
  errno: null,
  text: 'the client made no connection to it',
} as const;

function withServer<Ends extends { readonly server: Endpoint | null }>(ends: Ends, to: Endpoint): Ends {
  return ends.server === null ? { ...ends, server: to } : ends;
}

/** Whether the session came to its end in this attempt. */
export function isLast({ asked, transfer }: Attempt, { exchanges }: Surroundings['dialogue']): boolean {
  const last = exchanges.at(-1);
  return last === asked || last === transfer;
}
