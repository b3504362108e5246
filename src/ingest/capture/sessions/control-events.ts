import type { Failure } from '../../../core/failure.ts';
import { hopsOf } from '../../../core/hops.ts';
import type { Flow } from '../flow.ts';
import { type ConnectOutcome, connectOutcome } from './connect-outcome.ts';
import type { ControlDialogue } from './control-dialogue.ts';
import type { Negotiation } from './negotiation.ts';
import { endsOf, type Opener, packetsOf, sidesOf } from './packets-of.ts';
import type { Timeline } from './timeline.ts';

/** A control connection on which so long nothing was answered has stalled. */
const stalledMs = 2000;
const closed = { kind: 'closed', operation: 'read', errno: null, text: '' } as const;

/** The control connection of a session, when it is over or the capture is. */
export interface ControlConnection {
  readonly flow: Flow;
  readonly opener: Opener;
  readonly dialogue: ControlDialogue;
  readonly negotiation: Negotiation;
  /** When either side last said something. */
  readonly lastSaidAtMs: number;
}

/** Tells how the control connection was opened. */
export function tellOpening({ flow, opener }: ControlConnection, nowMs: number, timeline: Timeline): void {
  const ends = endsOf(flow, opener);
  const packets = packetsOf(flow, opener, { client: null, server: null });
  const outcome = connectOutcome(flow);
  if (flow.synAtMs !== null) timeline.add({ kind: 'connecting', to: ends.server, atMs: flow.synAtMs }, -2);
  if (outcome.status === 'unknown') return;
  if (outcome.status === 'connected') timeline.add({ kind: 'connected', ends, packets, atMs: outcome.atMs }, -1);
  else timeline.add({ kind: 'connect-failed', ends, packets, ...connectFailure(outcome, flow, nowMs) }, -1);
}

type Unopened = Exclude<ConnectOutcome, { status: 'connected' | 'unknown' }>;

/** An attempt without an answer is over when the client leaves it; nothing but the last SYN tells when that was. */
function connectFailure(
  outcome: Unopened,
  flow: Flow,
  nowMs: number,
): { readonly atMs: number; readonly failure: Failure } {
  if (outcome.status === 'refused') return outcome;
  const began = flow.synAtMs ?? flow.firstAtMs;
  const atMs = Math.min(nowMs, Math.max(flow.lastAtMs, began + stalledMs));
  return { atMs, failure: { kind: 'timeout', operation: 'connect', errno: null, limitMs: Math.round(atMs - began) } };
}

/** When the control connection ended, by the first FIN or RST of either side; null while it stands. */
export function controlEndMs(flow: Flow): number | null {
  const times = [flow.opener.finAtMs, flow.peer.finAtMs, flow.opener.reset?.atMs, flow.peer.reset?.atMs];
  const known = times.flatMap(time => (time == null ? [] : [time]));
  return known.length === 0 ? null : Math.min(...known);
}

/**
 * Tells how the control connection ended, where that was not by QUIT. A client that leaves while nothing is owed to it
 * has its own reasons, which are no failure of the connection.
 */
export function tellEnding(control: ControlConnection, nowMs: number, timeline: Timeline): void {
  const { flow, negotiation, dialogue } = control;
  if (connectOutcome(flow).status !== 'connected') return;
  const endMs = controlEndMs(flow);
  const failure = endingFailure(control, endMs, nowMs);
  const atMs = endMs ?? nowMs;
  const pending = dialogue.end(failure ?? handshakeFailure(control, endMs), atMs);
  if (failure === null || negotiation.saidQuit) return;
  const told = failure.kind === 'closed' ? { ...failure, text: pending } : failure;
  timeline.add({ kind: 'control-ended', failure: told, atMs }, 2);
}

/** What the end of the connection makes of a TLS handshake that is not over; null where there is no end. */
function handshakeFailure({ flow, opener, lastSaidAtMs }: ControlConnection, endMs: number | null): Failure | null {
  if (endMs === null) return null;
  const waitedMs = endMs - lastSaidAtMs;
  const isGivenUp = sidesOf(flow, opener).client.finAtMs === endMs && waitedMs >= stalledMs;
  return isGivenUp ? { kind: 'timeout', operation: 'tls', errno: null, limitMs: Math.round(waitedMs) } : closed;
}

function endingFailure(
  { flow, opener, negotiation, dialogue }: ControlConnection,
  endMs: number | null,
  nowMs: number,
): Failure | null {
  const { client, server } = sidesOf(flow, opener);
  const began = flow.ackAtMs ?? flow.synAckAtMs ?? flow.firstAtMs;
  const owed = dialogue.isHidden ? null : negotiation.owedSince(began);
  const operation = owed === began ? 'read' : 'command';
  const stuck = client.mostRepeated;
  const isDeaf = stuck !== null && !stuck.isAcknowledged && stuck.repeats >= 2;
  if (endMs === null) {
    const since = isDeaf ? (owed ?? stuck.firstAtMs) : owed;
    if (since === null || !(isDeaf || nowMs - since >= stalledMs * 5)) return null;
    return { kind: 'timeout', operation, errno: null, limitMs: Math.round(nowMs - since) };
  }
  // Under TLS nobody can see whether QUIT came before it.
  if (server.finAtMs === endMs) return dialogue.isHidden ? null : { ...closed, operation };
  const isForged =
    client.reset?.atMs === endMs && client.ttl !== null && hopsOf(client.reset.ttl) !== hopsOf(client.ttl);
  if (server.reset?.atMs === endMs || isForged) return { kind: 'reset', operation, errno: null };
  if (owed === null) return null;
  return { kind: 'timeout', operation, errno: null, limitMs: Math.round(endMs - owed) };
}
