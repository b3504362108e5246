import type { PassiveTrial } from '../core/evidence.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue, PassiveReplyValue, PassiveSteps, ReplyValue } from '../core/step-values.ts';
import { parseExtendedPassiveReply, parsePassiveReply } from '../ftp/host-port.ts';
import { NetError } from '../net/net.ts';
import { type Connected, connectTo, connectValue } from './connect.ts';
import type { RunContext } from './run-context.ts';
import type { ControlSession } from './session.ts';
import { ChainBroken, StepLog } from './step-log.ts';
import { type PendingReply, sendList, transfer, transferStepOrder } from './transfer.ts';

/** The steps of a passive trial, in their order. */
export const passiveStepOrder = ['reply', 'connect', ...transferStepOrder] as const;
type Command = PassiveTrial['command'];

/** Tries PASV or EPSV: connects to exactly what the server advertises, and lists a directory through it. */
export async function runPassiveTrial(
  run: RunContext,
  session: ControlSession,
  command: Command,
): Promise<PassiveTrial> {
  const id = command.toLowerCase();
  const log = new StepLog<PassiveSteps>(run, id, passiveStepOrder);
  run.observer.progress(`Trying ${command}`);
  try {
    await tryPassive(run, session, command, log);
  } catch (error) {
    if (!(error instanceof ChainBroken)) throw error;
  }
  return { id, family: 'passive', command, purpose: 'mode', why: '', session: session.id, steps: log.toEvidence() };
}

async function tryPassive(
  run: RunContext,
  session: ControlSession,
  command: Command,
  log: StepLog<PassiveSteps>,
): Promise<void> {
  const { advertised } = await log.run('reply', async () =>
    readAdvertised(await session.control.command(command, run.patience.commandMs), command, session),
  );
  // LIST travels while our SYN does: the server waits for both anyway, and a round trip is saved.
  const list = sendList(run, session, log);
  let connected: Connected | null = null;
  const connect = await log.attempt(
    'connect',
    async (): Promise<ConnectValue> => {
      const limitMs = run.patience.dataConnectionMs;
      connected = await connectTo(run, { to: advertised, role: 'data', limitMs, unless: list.isRefused });
      return connectValue(connected);
    },
    log.fullId('preliminary'),
  );
  if (connected === null) return withoutConnection(run, log, connect, list, session);
  await transfer({ run, session, log, list, connected });
}

/**
 * The data connection did not come about. A server that refuses LIST closes its port, so a refusal that is heard by now
 * is what happened first, and the connection's own failure only follows from it.
 */
async function withoutConnection(
  run: RunContext,
  log: StepLog<PassiveSteps>,
  connect: Outcome<ConnectValue>,
  list: PendingReply,
  session: ControlSession,
): Promise<void> {
  const isSilence = connect.status === 'failed' && connect.failure.kind === 'timeout';
  const tooLate = run.delay(isSilence ? 0 : run.patience.graceMs).then(() => null);
  const preliminary = await Promise.race([list.outcome, tooLate]);
  if (preliminary?.status === 'failed' && preliminary.failure.kind === 'rejected') {
    log.skip('earlier-step', log.fullId('preliminary'), 'connect', 'tls', 'data', 'completion');
    return;
  }
  log.breakAt('connect');
  session.control.isInStep = false;
}

/** Where a 227 or 229 tells the client to go; rejects with `malformed` when it does not say so properly. */
export function readAdvertised(reply: ReplyValue, command: Command, session: ControlSession): PassiveReplyValue {
  const expected = command === 'PASV' ? 227 : 229;
  const whole = `${reply.code} ${reply.text}`;
  if (reply.code !== expected)
    throw malformed(whole, `${command} was answered with ${reply.code} instead of ${expected}`);
  if (command === 'PASV') {
    const address = parsePassiveReply(reply.text);
    if (!address.ok) throw malformed(whole, address.problem);
    return { ...reply, advertised: address.value };
  }
  const port = parseExtendedPassiveReply(reply.text);
  if (!port.ok) throw malformed(whole, port.problem);
  return { ...reply, advertised: { host: session.control.remote.host, port: port.value } };
}

function malformed(text: string, problem: string): NetError {
  return new NetError({ kind: 'malformed', operation: 'command', errno: null, text, problem });
}
