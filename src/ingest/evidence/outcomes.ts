import type { Failure } from '../../core/failure.ts';
import { type Failed, type Ok, type Outcome, type Skipped, skipped } from '../../core/outcome.ts';
import type { ReplyValue } from '../../core/step-values.ts';
import type { Recording } from '../recording.ts';
import { type Dialogue, type Exchange, finalReply } from './dialogue.ts';

/** A source cannot know this step. */
export const notInSource: Skipped = skipped('not-in-source', 'not in this source');
const notReached: Skipped = skipped('not-in-source', 'the recording ends before it');

/** From when to when something took; both 0 where the source has no times, which `clock` in the evidence says. */
export interface Span {
  readonly startedMs: number;
  readonly tookMs: number;
}

/** The span between two times of a recording; what is not known of them takes no time. */
export function spanOf(from: number | null, to: number | null): Span {
  const startedMs = from ?? to ?? 0;
  return { startedMs, tookMs: Math.max(0, (to ?? startedMs) - startedMs) };
}

/** A step that came to this value. */
export function ok<Value>(value: Value, { startedMs, tookMs }: Span): Ok<Value> {
  return { status: 'ok', value, startedMs, tookMs };
}

/** A step that failed so. */
export function failed(failure: Failure, { startedMs, tookMs }: Span): Failed {
  return { status: 'failed', failure, startedMs, tookMs };
}

/** What a reply is to the step that it answers: 4yz and 5yz refuse it. */
export function replyOutcome(
  reply: { readonly code: number; readonly text: string; readonly atMs: number | null },
  verb: string,
  sentMs: number | null,
): Ok<ReplyValue> | Failed {
  const { code, text, atMs } = reply;
  const span = spanOf(sentMs, atMs);
  if (code < 400) return ok({ code, text }, span);
  const operation = verb === '' ? 'read' : 'command';
  return failed({ kind: 'rejected', operation, errno: null, command: verb || 'greeting', code, text }, span);
}

/** What became of a command: its answer, the end of the connection in its place, or that the source does not show it. */
export function outcomeOf(exchange: Exchange, dialogue: Dialogue, recording: Recording): Outcome<ReplyValue> {
  const final = finalReply(exchange);
  if (final !== undefined) return replyOutcome(final, exchange.verb, exchange.sentMs);
  return unanswered(exchange, dialogue, recording);
}

/** Nothing came: because the connection ended, or because the source does. */
export function unanswered({ sentMs }: Exchange, { ending }: Dialogue, { isCut }: Recording): Failed | Skipped {
  if (ending !== null) return failed(ending.failure, spanOf(sentMs, ending.atMs));
  return isCut.end ? notReached : notInSource;
}
