import type { Failure } from '../../../core/failure.ts';
import type { FlowEnd } from '../flow.ts';
import type { DataConnection } from './data-connection.ts';
import { sidesOf } from './packets-of.ts';

/** A connection that was silent for so long before it was given up had stalled; before that, it was just given up. */
const stalledMs = 2000;

/** How the transfer on a data connection ended. */
export interface TransferEnding {
  readonly atMs: number;
  /** Null for an orderly end. */
  readonly failure: Failure | null;
}

/** What else is known of the session when its data connection is judged. */
export interface TransferContext {
  /** From when on nobody waited for this transfer any more; null while that is not known. */
  readonly givenUpAtMs: number | null;
  /** The latest moment that the capture shows. */
  readonly nowMs: number;
}

/** How the transfer on a data connection that stood came to its end, or null where the capture does not show it. */
export function transferEnding(data: DataConnection, context: TransferContext): TransferEnding | null {
  const { client, server } = sidesOf(data.flow, data.role);
  const sender = senderOf(data, client, server);
  const final = data.announcement?.final ?? null;
  const isCompleted = final !== null && final.code < 300;
  const firstFin = earlier(client.finAtMs, server.finAtMs);
  const reset = earlier(client.reset?.atMs ?? null, server.reset?.atMs ?? null);
  const sentAll = sender === null ? null : sender.finAtMs;
  const lastAtMs = lastProgress(data, [client, server], earlier(firstFin, reset) ?? Number.POSITIVE_INFINITY);
  const stuck = stuckSince(client) ?? stuckSince(server);
  const overAtMs = givenUp(context, firstFin, reset, lastAtMs);
  if (stuck !== null && overAtMs !== null && overAtMs - stuck >= stalledMs) return stalled(overAtMs, stuck);
  if (isCompleted) return { atMs: sentAll ?? firstFin ?? reset ?? final.atMs, failure: null };
  if (sentAll !== null && sentAll <= (reset ?? sentAll) && sentAll === firstFin)
    return { atMs: sentAll, failure: null };
  if (reset !== null && (firstFin === null || reset < firstFin)) return wasReset(reset, lastAtMs, sender);
  if (firstFin !== null) return closedBy(firstFin, { server, sender, lastAtMs });
  return overAtMs !== null && overAtMs - lastAtMs >= stalledMs ? stalled(overAtMs, lastAtMs) : null;
}

/** Who sends the data: the one who sent more, where anything but a TLS handshake was sent. */
function senderOf(data: DataConnection, client: FlowEnd, server: FlowEnd): FlowEnd | null {
  if (data.bytes === 0 && server.unacknowledgedBytes === 0 && client.unacknowledgedBytes === 0) return null;
  const [ofClient, ofServer] = [client, server].map(end => end.payloadBytes + end.unacknowledgedBytes);
  return (ofClient ?? 0) > (ofServer ?? 0) ? client : server;
}

/** When something last got through, before the first of both ends closed. */
function lastProgress({ flow }: DataConnection, ends: readonly FlowEnd[], untilMs: number): number {
  const opened = flow.ackAtMs ?? flow.synAckAtMs ?? flow.firstAtMs;
  const times = ends.flatMap(({ mostRepeated, firstPayloadAtMs, lastPayloadAtMs }) => [
    firstPayloadAtMs ?? opened,
    mostRepeated?.isAcknowledged === false ? mostRepeated.firstAtMs : (lastPayloadAtMs ?? opened),
  ]);
  return Math.max(opened, ...times.filter(time => time <= untilMs));
}

/** Since when an end had sent what the other one never got, or null. */
function stuckSince(end: FlowEnd): number | null {
  if (end.unacknowledgedBytes === 0) return null;
  const { mostRepeated } = end;
  if (mostRepeated !== null && !mostRepeated.isAcknowledged) return mostRepeated.firstAtMs;
  // Its end arrived, and what it had sent before did not.
  return end.finAtMs;
}

function givenUp(
  { givenUpAtMs, nowMs }: TransferContext,
  firstFin: number | null,
  reset: number | null,
  lastAtMs: number,
): number | null {
  const ended = [givenUpAtMs, reset, firstFin].filter(time => time !== null && time - lastAtMs >= stalledMs);
  if (ended.length > 0) return Math.min(...ended.map(time => time ?? 0));
  return givenUpAtMs ?? (nowMs - lastAtMs >= stalledMs * 5 ? nowMs : null);
}

function stalled(atMs: number, sinceMs: number): TransferEnding {
  const limitMs = Math.round(atMs - sinceMs);
  return { atMs, failure: { kind: 'timeout', operation: 'transfer', errno: null, limitMs } };
}

/** A client may end a connection on which nothing moves, or everything has been moved, by RST. */
function wasReset(atMs: number, lastAtMs: number, sender: FlowEnd | null): TransferEnding {
  if (sender === null && atMs - lastAtMs >= stalledMs) return stalled(atMs, lastAtMs);
  return { atMs, failure: { kind: 'reset', operation: 'transfer', errno: null } };
}

/** Whoever receives and closes first has given up; after a silence, because nothing came. */
function closedBy(
  atMs: number,
  { server, sender, lastAtMs }: { server: FlowEnd; sender: FlowEnd | null; lastAtMs: number },
): TransferEnding {
  const isByServer = server.finAtMs === atMs;
  const isEmptyListing = sender === null && isByServer;
  if (isEmptyListing || atMs - lastAtMs < stalledMs) return { atMs, failure: null };
  return stalled(atMs, lastAtMs);
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
