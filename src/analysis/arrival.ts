import type { Evidence, ServerProduct } from '../core/evidence.ts';
import type { Failed, Outcome } from '../core/outcome.ts';
import type { ConnectValue, ReplyValue } from '../core/step-values.ts';
import { promptLimitMs } from './promptness.ts';
import { meaningOfReply, refusalOf } from './refusal.ts';
import { meaningOfTransferRefusal } from './transfer-refusal.ts';

/** The steps of an active trial that tell what became of the server's connection. */
export interface ActiveAttempt {
  readonly steps: {
    readonly reply: Outcome<ReplyValue>;
    readonly accept: Outcome<ConnectValue>;
    readonly preliminary: Outcome<ReplyValue>;
    readonly completion: Outcome<ReplyValue>;
  };
}

/**
 * What became of the connection that the server was to open:
 *
 * - `arrived` it came;
 * - `half-open` its SYN came, and the handshake was never finished;
 * - `refused` the server gave up at once: something answered its SYN with RST or ICMP;
 * - `silent` it neither came nor was it refused: the SYN, or the answer to it, was dropped on the way;
 * - `missing` it did not come, and without times nothing tells whether it was dropped or refused;
 * - `not-made` the server says that it could not even begin (its own port, its own rights);
 * - `not-tried` the command or the transfer was refused for another reason, or nothing is known.
 */
export type Arrival = 'arrived' | 'half-open' | 'refused' | 'silent' | 'missing' | 'not-made' | 'not-tried';

/** What is not known to the millisecond was not at once, all the same, when it took longer than this. */
const longestPromptSeconds = 5;

/** What an arrival is judged beside. */
interface ArrivalContext {
  readonly rttMs: number | null;
  readonly server: { readonly product: ServerProduct };
  readonly clock?: Evidence['clock'];
}

/** Strings of `strerror` that some products put into the 425: the failing call was the server's own bind or connect. */
const ownFault =
  /operation not permitted|permission denied|address already in use|assign requested address|family or port error|vsf_sysutil_bind/i;
const answered = /connection refused|no route to host|unreachable|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/i;
const unanswered = /timed? ?out|ETIMEDOUT/i;

/** Judges one active trial by our listener, the kernel's half-open connections, and the words and the delay of the 425. */
export function judgeArrival({ steps }: ActiveAttempt, { rttMs, server, clock = 'exact' }: ArrivalContext): Arrival {
  const { reply, accept } = steps;
  if (accept.status === 'ok') return 'arrived';
  if (accept.status === 'failed' && accept.failure.kind === 'no-arrival' && accept.failure.halfOpen === 'seen') {
    return 'half-open';
  }
  const limitMs = clock === 'exact' ? promptLimitMs(rttMs) : null;
  if (reply.status === 'failed') return fromReply(reply, server.product, limitMs);
  if (reply.status === 'skipped') return 'not-tried';
  const refusal = refusalBy(steps);
  if (refusal) return fromRefusal(refusal, limitMs);
  return accept.status === 'failed' && accept.failure.kind === 'no-arrival' ? 'silent' : 'not-tried';
}

/** pyftpdlib connects before it answers PORT, so that its reply tells of the connection. */
function fromReply(reply: Failed, product: ServerProduct, limitMs: number | null): Arrival {
  if (reply.failure.kind === 'timeout') return product === 'pyftpdlib' ? 'silent' : 'not-tried';
  if (meaningOfReply(reply) !== 'cannot-connect') return 'not-tried';
  return byTime(reply.tookMs, limitMs);
}

interface Refusal {
  readonly outcome: Failed;
  /** From LIST to the refusal. */
  readonly afterMs: number;
}

function fromRefusal({ outcome, afterMs }: Refusal, limitMs: number | null): Arrival {
  const refusal = refusalOf(outcome);
  if (!refusal || meaningOfTransferRefusal(refusal) !== 'connection') return 'not-tried';
  if (ownFault.test(refusal.text)) return 'not-made';
  if (answered.test(refusal.text)) return 'refused';
  if (unanswered.test(refusal.text)) return 'silent';
  return byTime(afterMs, limitMs);
}

function byTime(tookMs: number, limitMs: number | null): Arrival {
  if (limitMs === null) return tookMs > longestPromptSeconds * 1000 ? 'silent' : 'missing';
  return tookMs <= limitMs ? 'refused' : 'silent';
}

/** The reply that says no to the transfer, before or after a 150. */
function refusalBy({ preliminary, completion }: ActiveAttempt['steps']): Refusal | undefined {
  if (refusalOf(preliminary) && preliminary.status === 'failed') {
    return { outcome: preliminary, afterMs: preliminary.tookMs };
  }
  if (refusalOf(completion) && completion.status === 'failed' && preliminary.status === 'ok') {
    return { outcome: completion, afterMs: completion.startedMs + completion.tookMs - preliminary.startedMs };
  }
  return undefined;
}

/** The server's own words for a connection that did not come about, or undefined when it said nothing. */
export function wordsOfServer({ steps }: ActiveAttempt): Failed | undefined {
  if (refusalOf(steps.reply) && steps.reply.status === 'failed') return steps.reply;
  return refusalBy(steps)?.outcome;
}
