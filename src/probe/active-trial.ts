import type { Endpoint } from '../core/endpoint.ts';
import type { ActiveTrial } from '../core/evidence.ts';
import type { ActiveSteps, ListenValue } from '../core/step-values.ts';
import { encodeEprt, encodePort } from '../ftp/host-port.ts';
import { type Accepted, type Listener, NetError } from '../net/net.ts';
import { type Connected, connectValue } from './connect.ts';
import type { RunContext } from './run-context.ts';
import type { ControlSession } from './session.ts';
import { ChainBroken, StepLog } from './step-log.ts';
import { type PendingReply, sendList, transfer, transferStepOrder } from './transfer.ts';

/** The steps of an active trial, in their order. */
export const activeStepOrder = ['listen', 'reply', 'accept', ...transferStepOrder] as const;
type Command = ActiveTrial['command'];

/** How often the kernel is asked for half-open arrivals: a SYN_RECV lives for seconds, a completed one is accepted. */
const halfOpenEveryMs = 250;

/** What a follow-up does otherwise than the mode's own trial. */
interface ActivePlan {
  readonly id: string;
  readonly why: string;
  /** The address to announce. */
  readonly address: string | null;
}

/** Tries PORT or EPRT: listens, tells the server where, and lists a directory over the connection that comes. */
export async function runActiveTrial(
  run: RunContext,
  session: ControlSession,
  command: Command,
  followUp: ActivePlan | null = null,
): Promise<ActiveTrial> {
  const { id, why, address } = followUp ?? { id: command.toLowerCase(), why: '', address: run.options.activeAddress };
  const log = new StepLog<ActiveSteps>(run, id, activeStepOrder);
  run.observer.progress(why === '' ? `Trying ${command}` : why);
  let listener: Listener | null = null;
  try {
    await log.run('listen', async () => {
      listener = await run.net.listen(session.control.local.host, run.options.activePorts);
      return listenValue(listener.local, address, command);
    });
    if (listener !== null) await tryActive(run, session, command, log, listener);
  } catch (error) {
    if (!(error instanceof ChainBroken)) throw error;
  } finally {
    (listener as Listener | null)?.close();
  }
  const purpose = followUp === null ? 'mode' : 'follow-up';
  return { id, family: 'active', command, purpose, why, session: session.id, steps: log.toEvidence() };
}

/** What is listened on, and how a command announces it: as `activeAddress`, or as what it is. */
export function listenValue(local: Endpoint, activeAddress: string | null, command: Command): ListenValue {
  const announced = { host: activeAddress ?? local.host, port: local.port };
  return { local, announced, argument: command === 'PORT' ? encodePort(announced) : encodeEprt(announced) };
}

async function tryActive(
  run: RunContext,
  session: ControlSession,
  command: Command,
  log: StepLog<ActiveSteps>,
  listener: Listener,
): Promise<void> {
  const watch = watchForHalfOpen(run, listener);
  try {
    const listen = log.get('listen');
    const argument = listen?.status === 'ok' ? listen.value.argument : '';
    await sendPort(run, session, `${command} ${argument}`, log, watch);
    const list = sendList(run, session, log);
    const connected = await waitForServer(run, log, listener, list, watch);
    if (connected === null) return await withoutConnection(log, list, session);
    await transfer({ run, session, log, list, connected });
  } finally {
    watch.stop();
  }
}

/**
 * Sends PORT or EPRT. pyftpdlib connects before it answers: there a reply that does not come, or a 425, says that no
 * connection came about either.
 */
async function sendPort(
  run: RunContext,
  session: ControlSession,
  line: string,
  log: StepLog<ActiveSteps>,
  watch: HalfOpenWatch,
): Promise<void> {
  const limitMs = run.patience.dataConnectionMs;
  const startedMs = run.elapsed();
  const outcome = await log.attempt('reply', () => session.control.command(line, limitMs));
  if (outcome.status === 'ok') return;
  log.breakAt('reply');
  const { failure } = outcome.status === 'failed' ? outcome : { failure: null };
  if (failure?.kind === 'timeout' || (failure?.kind === 'rejected' && failure.code === 425)) {
    const tookMs = run.elapsed() - startedMs;
    const halfOpen = await watch.result();
    log.set('accept', {
      status: 'failed',
      failure: { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: Math.round(tookMs), halfOpen },
      startedMs,
      tookMs,
    });
  }
  throw new ChainBroken();
}

async function waitForServer(
  run: RunContext,
  log: StepLog<ActiveSteps>,
  listener: Listener,
  list: PendingReply,
  watch: HalfOpenWatch,
): Promise<Connected | null> {
  let connected: Connected | null = null;
  const limitMs = run.patience.dataConnectionMs;
  const refused = list.isRefused.then((): null => null);
  await log.attempt('accept', async () => {
    const startedMs = run.elapsed();
    const arrival = await run
      .limit(Promise.race([listener.arrival, refused]), limitMs, 'accept')
      .catch((error: unknown): null => {
        if (error instanceof NetError) return null;
        throw error;
      });
    if (arrival === null) {
      const waitedMs = Math.round(run.elapsed() - startedMs);
      const halfOpen = await watch.result();
      throw new NetError({ kind: 'no-arrival', operation: 'accept', errno: null, limitMs: waitedMs, halfOpen });
    }
    connected = recordArrival(run, arrival);
    return connectValue(connected);
  });
  return connected;
}

/** The socket hands over a finished handshake: when its packets came is known only as "by now". */
function recordArrival(run: RunContext, { stream, atMs }: Accepted): Connected {
  const record = run.connections.open('data', 'server');
  record.local = stream.local;
  record.remote = stream.remote;
  record.peerSyn = stream.peerSyn;
  const at = run.fromStart(atMs);
  record.seen('syn', at);
  record.seen('synAck', at);
  record.seen('ack', at);
  return { stream, record };
}

/** No connection came: a reply to LIST that is already there is kept, and one that is not is not waited for. */
async function withoutConnection(
  log: StepLog<ActiveSteps>,
  list: PendingReply,
  session: ControlSession,
): Promise<void> {
  log.breakAt('accept');
  const preliminary = await Promise.race([list.outcome, Promise.resolve(null)]);
  // While a reply is due, be it the first one or the one that ends the transfer, the next command could not be told apart.
  if (preliminary?.status !== 'failed') session.control.isInStep = false;
}

/** Looks again and again whether a SYN has arrived that no connection came of. */
interface HalfOpenWatch {
  result(): Promise<'seen' | 'none' | 'unknown'>;
  stop(): void;
}

function watchForHalfOpen(run: RunContext, listener: Listener): HalfOpenWatch {
  let isSeen = false;
  let isOver = false;
  const look = async (): Promise<'seen' | 'none' | 'unknown'> => {
    const state = await run.net.halfOpen(listener.local);
    if (state === 'seen') isSeen = true;
    return isSeen ? 'seen' : state;
  };
  let cancel = (): void => undefined;
  const schedule = (): void => {
    cancel = run.net.clock.after(halfOpenEveryMs, () => {
      void look().then(() => {
        if (!isOver) schedule();
      });
    });
  };
  schedule();
  return {
    result: look,
    stop: () => {
      isOver = true;
      cancel();
    },
  };
}
