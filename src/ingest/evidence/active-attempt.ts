import type { Endpoint } from '../../core/endpoint.ts';
import type { Outcomes } from '../../core/evidence.ts';
import type { Failure } from '../../core/failure.ts';
import { type Outcome, skipped } from '../../core/outcome.ts';
import type { ActiveSteps, ConnectValue, ListenValue, ReplyValue } from '../../core/step-values.ts';
import { decodeEprt, decodePort } from '../../ftp/host-port.ts';
import type { Attempt } from './attempts.ts';
import type { ConnectionBook } from './connection-book.ts';
import { failed, notInSource, ok, outcomeOf, type Span, spanOf } from './outcomes.ts';
import { isLast } from './passive-attempt.ts';
import { type Surroundings, transferSteps, wasOpened } from './transfer-steps.ts';

/** The steps of PORT or EPRT, as a recording shows them. */
export function activeAttempt(
  id: string,
  attempt: Attempt,
  book: ConnectionBook,
  surroundings: Surroundings,
): Outcomes<ActiveSteps> {
  const { asked } = attempt;
  const { dialogue, recording } = surroundings;
  const listen = listenOf(attempt, book);
  const reply = attempt.isHidden ? hiddenReply(attempt) : outcomeOf(asked, dialogue, recording);
  if (reply.status !== 'ok') {
    const rest = reply.status === 'failed' ? skipped('earlier-step', `${id}.reply`) : notInSource;
    return { listen, reply, accept: rest, preliminary: rest, tls: rest, data: rest, completion: rest };
  }
  const accept = acceptOf(attempt, listen, book, surroundings);
  return { listen, reply, accept, ...transferSteps(attempt, { id: `${id}.accept`, outcome: accept }, surroundings) };
}

/** What the server must have said, since its connection followed. */
function hiddenReply({ asked }: Attempt): Outcome<ReplyValue> {
  return ok({ code: 200, text: '(hidden by TLS)' }, spanOf(asked.sentMs, asked.sentMs));
}

function listenOf({ asked, command, marks, isHidden }: Attempt, book: ConnectionBook): Outcome<ListenValue> {
  if (isHidden) {
    const made = marks.find(mark => mark.kind === 'data-connected' || mark.kind === 'data-failed');
    const local = made?.kind === 'data-connected' || made?.kind === 'data-failed' ? made.ends.client : null;
    if (local === null) return notInSource;
    return ok({ local, announced: local, argument: '(hidden by TLS)' }, spanOf(asked.sentMs, asked.sentMs));
  }
  const announced = announcedIn(command, asked.argument);
  if (announced === null) return notInSource;
  const local = { host: book.client?.host ?? announced.host, port: announced.port };
  return ok({ local, announced, argument: asked.argument }, spanOf(asked.sentMs, asked.sentMs));
}

/** The endpoint in the argument of PORT or EPRT, or null where it cannot be read. */
export function announcedIn(command: string, argument: string): Endpoint | null {
  const decoded = command === 'PORT' ? decodePort(argument) : decodeEprt(argument);
  return decoded.ok ? decoded.value : null;
}

/** The server's connection: as the source shows it, or as what came of it gives it away. */
function acceptOf(
  attempt: Attempt,
  listen: Outcome<ListenValue>,
  book: ConnectionBook,
  { product, dialogue }: Surroundings,
): Outcome<ConnectValue> {
  const { marks, asked, transfer } = attempt;
  const client = listen.status === 'ok' ? listen.value.local : null;
  const beganMs = transfer?.sentMs ?? asked.replies.at(-1)?.atMs ?? asked.sentMs;
  const isOpened = wasOpened(attempt, product);
  for (const mark of marks) {
    if (mark.kind === 'data-failed' && mark.failure.kind === 'timeout' && isOpened) continue;
    if (mark.kind === 'data-failed' && mark.opener === 'server') {
      book.add({ role: 'data', opener: 'server', ends: { ...mark.ends, client }, packets: mark.packets });
      const span = spanOf(beganMs, mark.atMs);
      return failed(mark.failure.kind === 'timeout' ? noArrival(span) : mark.failure, span);
    }
    if (mark.kind === 'data-connected' && mark.opener === 'server') {
      const ends = { client: mark.ends.client ?? client, server: mark.ends.server };
      return ok(book.add({ role: 'data', opener: 'server', ends, packets: mark.packets }), spanOf(beganMs, mark.atMs));
    }
  }
  if (isOpened) {
    const ends = { client, server: null };
    return ok(book.add({ role: 'data', opener: 'server', ends }), spanOf(beganMs, transfer?.replies[0]?.atMs ?? null));
  }
  const isGivenUp = dialogue.ending?.failure.kind === 'timeout' && isLast(attempt, dialogue);
  if (!isGivenUp || (transfer !== null && transfer.replies.length > 0)) return notInSource;
  const span = spanOf(beganMs, dialogue.ending?.atMs ?? null);
  return failed(noArrival(span), span);
}

/** Nothing came to the client's listener while it waited; its kernel was not asked. */
function noArrival({ tookMs }: Span): Failure {
  return { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: Math.round(tookMs), halfOpen: 'unknown' };
}
