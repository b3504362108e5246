import type { Outcomes, ServerProduct } from '../../core/evidence.ts';
import { type Outcome, skipped } from '../../core/outcome.ts';
import type { ConnectValue, DataValue, PassiveSteps, ReplyValue } from '../../core/step-values.ts';
import type { Recording } from '../recording.ts';
import type { Attempt } from './attempts.ts';
import { tlsValue } from './control-steps.ts';
import { type Dialogue, finalReply } from './dialogue.ts';
import { failed, notInSource, ok, replyOutcome, spanOf, unanswered } from './outcomes.ts';

type TransferSteps = Pick<Outcomes<PassiveSteps>, 'preliminary' | 'tls' | 'data' | 'completion'>;

/** What a try at a data connection is judged by. */
export interface Surroundings {
  readonly recording: Recording;
  readonly dialogue: Dialogue;
  readonly product: ServerProduct;
  /** Whether PROT P was accepted. */
  readonly isProtected: boolean;
}

/** These send 150 only once the data connection stands; others, pyftpdlib and FileZilla Server among them, before. */
const openFirst: ReadonlySet<ServerProduct> = new Set<ServerProduct>(['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils']);

/**
 * Whether the dialogue alone shows that the data connection came about: it says so (125), the server would have kept
 * silent otherwise, or bytes were moved.
 */
export function wasOpened({ transfer, marks }: Attempt, product: ServerProduct): boolean {
  if (transfer === null) return false;
  const codes = transfer.replies.map(({ code }) => code);
  if (codes.some(code => code === 125 || (code >= 200 && code < 300))) return true;
  if (marks.some(({ kind }) => kind === 'data-bytes')) return true;
  return codes.includes(150) && openFirst.has(product);
}

/** The steps of the transfer, given the step by which its data connection was opened. */
export function transferSteps(
  attempt: Attempt,
  opening: { readonly id: string; readonly outcome: Outcome<ConnectValue> },
  surroundings: Surroundings,
): TransferSteps {
  const { transfer } = attempt;
  const { dialogue, recording, isProtected } = surroundings;
  const after = skipped('earlier-step', opening.id);
  if (transfer === null) {
    const rest = opening.outcome.status === 'failed' ? after : notInSource;
    if (!attempt.isHidden || opening.outcome.status !== 'ok') {
      return { preliminary: rest, tls: rest, data: rest, completion: rest };
    }
    const data = dataOf(attempt, opening.outcome, surroundings);
    return { preliminary: rest, tls: dataTls(attempt, true), data, completion: rest };
  }
  const first = transfer.replies[0];
  const final = finalReply(transfer);
  const silence = opening.outcome.status === 'failed' ? after : unanswered(transfer, dialogue, recording);
  const preliminary = first === undefined ? silence : replyOutcome(first, transfer.verb, transfer.sentMs);
  const tls = dataTls(attempt, isProtected);
  const data = tls.status === 'failed' ? notInSource : dataOf(attempt, opening.outcome, surroundings);
  if (isKnownQuirk(surroundings, opening.id)) return { preliminary, tls, data: notInSource, completion: notInSource };
  if (preliminary.status !== 'ok') return { preliminary, tls, data: settled(data), completion: notInSource };
  const completion: Outcome<ReplyValue> =
    final !== undefined
      ? replyOutcome(final, transfer.verb, first?.atMs ?? transfer.sentMs)
      : data.status === 'failed'
        ? skipped('earlier-step', opening.id.replace(/\.\w+$/, '.data'))
        : unanswered(transfer, dialogue, recording);
  return { preliminary, tls, data, completion };
}

/**
 * curl 7.88 never starts TLS on a data connection that the server opens, so that its transfer stalls though the path is
 * sound: what became of such a transfer tells nothing.
 */
function isKnownQuirk({ recording, isProtected }: Surroundings, opening: string): boolean {
  return recording.format.startsWith('curl') && isProtected && opening.endsWith('.accept');
}

/** Without a first reply, only what packets or the client say of the data is kept. */
function settled(data: Outcome<DataValue>): Outcome<DataValue> {
  return data.status === 'ok' && data.value.isCounted === false ? notInSource : data;
}

function dataTls({ marks }: Attempt, isProtected: boolean): TransferSteps['tls'] {
  for (const mark of marks) {
    if (mark.kind === 'tls-started' && mark.on === 'data') return ok(tlsValue(mark.tls), spanOf(null, mark.atMs));
    if (mark.kind === 'tls-failed' && mark.on === 'data') return failed(mark.failure, spanOf(null, mark.atMs));
  }
  return isProtected ? notInSource : skipped('not-applicable', 'the data connection is in clear');
}

function dataOf(
  attempt: Attempt,
  opened: Outcome<ConnectValue>,
  { dialogue, recording }: Surroundings,
): Outcome<DataValue> {
  const { marks, transfer } = attempt;
  if (opened.status === 'failed') return notInSource;
  const inVain = marks.find(mark => mark.kind === 'data-failed' && mark.failure.kind === 'timeout');
  const chunks = marks.flatMap(mark => (mark.kind === 'data-bytes' ? [mark] : []));
  const end = marks.findLast(mark => mark.kind === 'data-ended');
  const openedMs = opened.status === 'ok' ? opened.startedMs + opened.tookMs : null;
  const firstByteMs = chunks[0]?.atMs ?? null;
  if (inVain?.kind === 'data-failed' && opened.status === 'ok') {
    return failed({ ...inVain.failure, operation: 'transfer' }, spanOf(openedMs, inVain.atMs));
  }
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  if (end?.kind === 'data-ended') {
    const span = spanOf(openedMs, end.atMs);
    return end.failure === null ? ok({ bytes, firstByteMs }, span) : failed(end.failure, span);
  }
  const completed = transfer === null ? undefined : finalReply(transfer);
  if (completed !== undefined) {
    if (completed.code >= 300) return notInSource;
    const value = chunks.length > 0 ? { bytes, firstByteMs } : { bytes: 0, firstByteMs: null, isCounted: false };
    return ok(value, spanOf(openedMs, completed.atMs));
  }
  if (dialogue.ending === null || transfer?.replies.length === 0) return notInSource;
  const { failure, atMs } = dialogue.ending;
  if (recording.isCut.end && failure.kind !== 'timeout') return notInSource;
  return failed({ ...failure, operation: 'transfer' }, spanOf(openedMs, atMs));
}
