import type { Failure } from '../core/failure.ts';
import type { Outcome } from '../core/outcome.ts';
import type { DataValue, PassiveSteps, ReplyValue } from '../core/step-values.ts';
import { NetError } from '../net/net.ts';
import { type Connected, letGo } from './connect.ts';
import { type RunContext, Withdrawn } from './run-context.ts';
import type { ControlSession } from './session.ts';
import type { StepLog } from './step-log.ts';

/** What a listing may send at most before we stop reading. */
const mostListingBytes = 4 * 1024 * 1024;

export type TransferSteps = Pick<PassiveSteps, 'preliminary' | 'tls' | 'data' | 'completion'>;
export const transferStepOrder = ['preliminary', 'tls', 'data', 'completion'] as const;

/** The first reply to LIST, waited for from the moment it was sent; it is written down when it comes. */
export interface PendingReply {
  readonly outcome: Promise<Outcome<ReplyValue>>;
  /** Resolves, a grace time later, when the server said no or the control connection broke; otherwise never. */
  readonly isRefused: Promise<void>;
}

/** Sends LIST and begins to wait for its first reply, while the data connection is still being made. */
export function sendList<Steps extends TransferSteps>(
  run: RunContext,
  session: ControlSession,
  log: StepLog<Steps>,
  path = run.options.path,
): PendingReply {
  const { dataConnectionMs, stallMs, graceMs } = run.patience;
  session.control.send(path === '' ? 'LIST' : `LIST ${path}`);
  const outcome = (log as unknown as StepLog<TransferSteps>).attempt('preliminary', () =>
    session.control.reply({ limitMs: dataConnectionMs + stallMs, command: 'LIST' }),
  );
  const isRefused = new Promise<void>(resolve => {
    void outcome.then(({ status }) => {
      if (status !== 'ok') void run.delay(graceMs).then(resolve);
    });
  });
  return { outcome, isRefused };
}

interface Transfer<Steps extends TransferSteps> {
  readonly run: RunContext;
  readonly session: ControlSession;
  readonly log: StepLog<Steps>;
  readonly list: PendingReply;
  readonly connected: Connected;
}

/**
 * Moves the listing over a data connection that stands. The replies on the control connection and the bytes on the data
 * connection come in any order (RFC 959 §3.2), so both are waited for side by side; the transfer is over when both are in.
 */
export async function transfer<Steps extends TransferSteps>(parts: Transfer<Steps>): Promise<void> {
  const log = parts.log as unknown as StepLog<TransferSteps>;
  const { run, session, list, connected } = parts;
  const preliminaryId = log.fullId('preliminary');
  const channel = async (): Promise<'over' | 'stalled'> => {
    if (!(await secure(parts, log, preliminaryId))) return 'over';
    const data = await log.attempt('data', () => readListing(run, connected, list.isRefused), preliminaryId);
    return data.status === 'failed' && data.failure.kind === 'timeout' ? 'stalled' : 'over';
  };
  const ended = channel();
  const replies = async (): Promise<void> => {
    const first = await list.outcome;
    if (first.status !== 'ok') return log.skip('earlier-step', preliminaryId, 'completion');
    if (first.value.code >= 200) return log.set('completion', first);
    await log.attempt('completion', () => completionReply(run, session, ended), log.fullId('data'));
  };
  await Promise.all([ended, replies()]);
  letGo(connected);
}

/** TLS on the data connection where the session protects it; false when the handshake failed. */
async function secure<Steps extends TransferSteps>(
  { run, session, list, connected }: Transfer<Steps>,
  log: StepLog<TransferSteps>,
  preliminaryId: string,
): Promise<boolean> {
  if (!session.isProtected) {
    log.skip('not-applicable', 'the data connection is in clear', 'tls');
    return true;
  }
  const options = await session.tlsOptions(true);
  const handshake = (): ReturnType<typeof connected.stream.startTls> => connected.stream.startTls(options);
  const outcome = await log.attempt(
    'tls',
    () => run.limit(handshake(), run.patience.stallMs, 'tls', list.isRefused),
    preliminaryId,
  );
  if (outcome.status === 'ok') return true;
  log.skip('earlier-step', outcome.status === 'failed' ? log.fullId('tls') : preliminaryId, 'data');
  return false;
}

async function readListing(
  run: RunContext,
  { stream, record }: Connected,
  isRefused: Promise<void>,
): Promise<DataValue> {
  const deadlineMs = run.elapsed() + run.patience.transferMs;
  let bytes = 0;
  let firstByteMs: number | null = null;
  for (;;) {
    const limitMs = Math.min(run.patience.stallMs, deadlineMs - run.elapsed());
    const chunk = await run.limit(stream.read(), Math.max(limitMs, 1), 'transfer', isRefused);
    if (chunk === null) break;
    firstByteMs ??= run.elapsed();
    record.seen('firstByte', firstByteMs);
    bytes += chunk.length;
    if (bytes > mostListingBytes) {
      throw new NetError({ kind: 'flood', operation: 'transfer', errno: null, limitBytes: mostListingBytes });
    }
  }
  record.seen('fin', run.elapsed());
  return { bytes, firstByteMs };
}

/**
 * The reply that ends the transfer: it is due once the data connection has closed, and may come before. While the data
 * stalls the server is not done, and its reply is not waited for.
 */
async function completionReply(
  run: RunContext,
  session: ControlSession,
  ended: Promise<'over' | 'stalled'>,
): Promise<ReplyValue> {
  const { transferMs, stallMs, graceMs } = run.patience;
  const reply = session.control.reply({ limitMs: transferMs + stallMs, command: 'LIST' });
  const tooLate: Failure = { kind: 'timeout', operation: 'command', errno: null, limitMs: stallMs };
  const late = ended.then(async how => {
    await run.delay(how === 'stalled' ? graceMs : stallMs);
    session.control.isInStep = false;
    throw how === 'stalled' ? new Withdrawn() : new NetError(tooLate);
  });
  late.catch(() => undefined);
  reply.catch(() => undefined);
  return Promise.race([reply, late]);
}
