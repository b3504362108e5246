import type { Connection, Moment } from '../core/connection.ts';
import type { WalkStep } from '../core/diagnosis.ts';
import type { ActiveTrial, Evidence } from '../core/evidence.ts';
import type { Failed, Outcome } from '../core/outcome.ts';
import type { ReplyValue } from '../core/step-values.ts';
import { toMicrosecond } from '../core/to-microsecond.ts';
import { describeFailure, firstLine } from './describe-failure.ts';
import { connectionTo, type InboundSyn, inboundSyn } from './inbound-syns.ts';
import {
  type Act,
  asKnown,
  byReply,
  bySocket,
  controlEnds,
  controlLines,
  inMs,
  numbered,
  type Opening,
  openingLines,
  passed,
  skippedAct,
  unknownAct,
  type WalkLine,
  walkLine,
} from './walk.ts';
import { transferLines } from './walk-transfer.ts';

/**
 * The ten steps of active mode: 1–3 SYN, SYN-ACK and ACK of the control connection; 4 PORT or EPRT; 5–7 SYN, SYN-ACK
 * and ACK of the data connection, which the server opens from its port 20; 8 data; 9 FIN and ACK both ways; 10 the
 * control connection goes on.
 *
 * Where it ends: 4 when the command was refused or we could not listen; 5 when no SYN came, which a 425 may say too;
 * 7 when the SYN came (the kernel holds a half-open connection) and the ACK of our SYN-ACK did not; 8 for TLS, a refused
 * LIST or a stalled transfer; 10 when the data came and the 226 did not.
 */
export function walkActive(trial: ActiveTrial, evidence: Evidence): readonly WalkStep[] {
  const { listen, accept } = trial.steps;
  const listening = listen.status === 'ok' ? listen.value : null;
  const connection = connectionOf(trial, evidence);
  const server = accept.status === 'ok' ? accept.value.remote : (connection?.remote ?? null);
  return numbered([
    ...controlLines(trial, evidence),
    commandLine(trial, evidence),
    ...openingLines(
      'server',
      server,
      listening?.announced ?? null,
      openingByServer(trial, connection, inboundSyn(trial.steps, evidence)),
    ),
    ...transferLines(trial, evidence, connection, { client: listening?.local ?? null, server }),
  ]);
}

/**
 * Whether the reply to PORT or EPRT tells of a connection that was tried and failed, and does not refuse the command:
 * pyftpdlib connects at once and answers `425 Can't connect to specified address.` or `421 Active data channel timed out.`
 */
export function isConnectionFailure({ failure }: Failed): boolean {
  if (failure.kind !== 'rejected') return false;
  return failure.code === 425 || (failure.code === 421 && /timed out/i.test(failure.text));
}

function connectionOf({ steps: { listen, accept } }: ActiveTrial, evidence: Evidence): Connection | undefined {
  if (accept.status === 'ok') return evidence.connections.find(({ id }) => id === accept.value.connection);
  return listen.status === 'ok' ? connectionTo(listen.value.local.port, evidence.connections) : undefined;
}

function commandLine(trial: ActiveTrial, evidence: Evidence): WalkLine {
  return walkLine(controlEnds(trial, evidence).command, commandText(trial), commandAct(trial));
}

/** `PORT 198,51,100,2,195,149 (198.51.100.2 port 50069)` */
function commandText({ command, steps: { listen } }: ActiveTrial): string {
  if (listen.status !== 'ok') return `${command} with an address and a port`;
  const { argument, announced } = listen.value;
  return `${command} ${argument} (${announced.host} port ${announced.port})`;
}

function commandAct({ steps: { listen, reply } }: ActiveTrial): Act {
  if (listen.status === 'failed') {
    return bySocket('failed', listen.startedMs, listen.tookMs, `could not listen: ${describeFailure(listen.failure)}`);
  }
  if (reply.status === 'skipped') return reply.reason === 'not-in-source' ? unknownAct : skippedAct;
  const { startedMs, tookMs } = reply;
  if (reply.status === 'ok')
    return asKnown(reply, byReply('ok', startedMs, tookMs, `${reply.value.code} ${firstLine(reply.value.text)}`));
  const note = describeFailure(reply.failure);
  return asKnown(reply, byReply(isConnectionFailure(reply) ? 'ok' : 'failed', startedMs, tookMs, note));
}

/** The opening of the data connection as our listener, the kernel and the server's reply tell it. */
function openingByServer(
  { steps: { reply, accept, preliminary } }: ActiveTrial,
  connection: Connection | undefined,
  inbound: InboundSyn,
): Opening {
  const { syn, synAck, ack } = connection?.handshake ?? {};
  if (accept.status === 'ok') {
    const { port } = accept.value.remote;
    const note = port === 0 ? '' : port === 20 ? 'from port 20' : `from port ${port}, not from port 20`;
    const last = ack?.state === 'seen' ? passed(ack) : bySocket('ok', accept.startedMs + accept.tookMs, null);
    return [{ ...passed(syn, synAck), note }, passed(synAck, ack), last];
  }
  const told = firstFailed(reply, preliminary);
  if (accept.status === 'failed' && accept.failure.kind === 'no-arrival' && accept.failure.halfOpen === 'seen') {
    const note = 'the ACK of our SYN-ACK did not come';
    return [
      passed(syn, synAck),
      passed(synAck),
      { ...bySocket('failed', accept.startedMs, accept.tookMs, note), known: 'kernel' },
    ];
  }
  const cameHere = inbound.state === 'came' && inbound.answer !== 'syn-ack';
  if (cameHere && syn?.state === 'seen' && accept.status === 'failed') {
    // Packets are seen in front of this machine's own firewall.
    const note = 'the SYN came to this machine, and did not get through to our port';
    const endMs = toMicrosecond(accept.startedMs + accept.tookMs - syn.atMs);
    return [passed(syn), { status: 'failed', atMs: syn.atMs, tookMs: endMs, known: 'packet', note }, skippedAct];
  }
  if (told) return [told, skippedAct, skippedAct];
  if (accept.status === 'failed') return [notArrived(accept, syn), skippedAct, skippedAct];
  const act = accept.reason === 'not-in-source' ? unknownAct : skippedAct;
  return [act, act, act];
}

/** The control connection's word that no data connection came to be: `425 Failed to establish connection after 60 ms`. */
function firstFailed(reply: Outcome<ReplyValue>, preliminary: Outcome<ReplyValue>): Act | null {
  for (const outcome of [reply, preliminary]) {
    if (outcome.status !== 'failed' || outcome.failure.kind === 'timeout') continue;
    const said = describeFailure(outcome.failure).replace(/\.$/, '');
    const note = `${said}${inMs('after', outcome.tookMs)}`;
    return asKnown(outcome, byReply('failed', outcome.startedMs, outcome.tookMs, note));
  }
  return null;
}

function notArrived({ failure, startedMs, tookMs }: Failed, syn: Moment | undefined): Act {
  if (syn?.state === 'missing' && syn.known === 'packet') {
    return { ...bySocket('failed', startedMs, tookMs, `no SYN came${inMs('in', tookMs)}`), known: 'packet' };
  }
  const isKnown = failure.kind === 'no-arrival' && failure.halfOpen === 'none';
  const note = isKnown ? `no SYN came${inMs('in', tookMs)}` : describeFailure(failure);
  return { ...bySocket('failed', startedMs, tookMs, note), known: isKnown ? 'kernel' : 'socket' };
}
