import { isSameAddress } from '../../../core/address-class.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Failure } from '../../../core/failure.ts';
import { type ConnectOutcome, connectOutcome } from './connect-outcome.ts';
import type { DataConnection } from './data-connection.ts';
import { endsOf, type KnownTtls, packetsOf } from './packets-of.ts';
import type { TimedEvent } from './timed-event.ts';
import type { Timeline } from './timeline.ts';
import { transferEnding } from './transfer-ending.ts';

/** What else is known when a data connection is told. */
export interface DataContext {
  /** From when on this connection was not waited for any more; null while that is not known. */
  readonly givenUpAtMs: number | null;
  /** The next command for a data connection: what is told of this one comes before it. */
  readonly beforeMs: number | null;
  readonly nowMs: number;
  readonly ttls: KnownTtls;
  /** The server's end of the control connection. */
  readonly server: Endpoint;
}

/** At one moment: what was given up is told before what came in its place. */
const beforeOthers = -1;
const afterOthers = 1;

/** Tells what became of one data connection. */
export function tellData(data: DataConnection, context: DataContext, timeline: Timeline): void {
  const { flow, role, openedBy: opener, announcement } = data;
  const outcome = connectOutcome(flow);
  const tie = announcement === null ? ({ tiedBy: 'time' } as const) : ({ tiedBy: 'command' } as const);
  const to = { host: flow.peer.host, port: flow.peer.port };
  const add = (event: TimedEvent, rank = afterOthers): void => {
    const { beforeMs } = context;
    if (beforeMs === null || event.atMs < beforeMs) timeline.add(event, rank);
    else timeline.add({ ...event, atMs: beforeMs }, beforeOthers);
  };
  if (flow.synAtMs !== null) {
    if (isReplaced(data, context.server)) {
      const text = `the client connected to ${to.host} in place of ${announcement?.to.host}`;
      add({ kind: 'client-said', said: 'passive-address-replaced', text, atMs: flow.synAtMs });
    }
    add({ kind: 'data-connecting', opener, to, ...tie, atMs: flow.synAtMs });
  }
  const ends = endsOf(flow, role);
  const packets = packetsOf(flow, role, context.ttls);
  if (outcome.status === 'unknown') return;
  if (outcome.status !== 'connected') {
    const { atMs, failure } = failureOf(outcome, data, context);
    add({ kind: 'data-failed', opener, ends, failure, packets, ...tie, atMs }, afterOthers);
    return;
  }
  add({ kind: 'data-connected', opener, ends, packets, ...tie, atMs: outcome.atMs });
  tellTransfer(data, context, add);
}

type Add = (event: TimedEvent) => void;

function tellTransfer(data: DataConnection, context: DataContext, add: Add): void {
  const { flow, first, bytes } = data;
  const ending = transferEnding(data, context);
  if (data.tls !== null && ending !== null) {
    data.tls.end(ending.failure ?? { kind: 'closed', operation: 'tls', errno: null, text: '' }, ending.atMs);
  }
  const tls = data.tls?.outcome ?? null;
  if (tls?.status === 'started') add({ kind: 'tls-started', on: 'data', tls: tls.tls, atMs: tls.atMs });
  if (tls?.status === 'failed') add({ kind: 'tls-failed', on: 'data', failure: tls.failure, atMs: tls.atMs });
  if (tls?.status !== 'failed' && bytes > 0) {
    const lastAtMs = Math.max(flow.opener.lastPayloadAtMs ?? 0, flow.peer.lastPayloadAtMs ?? 0);
    const rest = bytes - (first?.bytes ?? 0);
    if (first !== null) add({ kind: 'data-bytes', bytes: first.bytes, atMs: first.atMs });
    if (rest > 0) add({ kind: 'data-bytes', bytes: rest, atMs: Math.max(lastAtMs, first?.atMs ?? 0) });
  }
  if (ending !== null) add({ kind: 'data-ended', failure: ending.failure, atMs: ending.atMs });
}

type Unopened = Exclude<ConnectOutcome, { status: 'connected' | 'unknown' }>;

function failureOf(
  outcome: Unopened,
  { flow, openedBy: opener }: DataConnection,
  { givenUpAtMs, nowMs }: DataContext,
): { readonly atMs: number; readonly failure: Failure } {
  if (outcome.status === 'refused') return outcome;
  const began = flow.synAtMs ?? flow.firstAtMs;
  const atMs = Math.max(givenUpAtMs ?? nowMs, began);
  const limitMs = Math.round(atMs - began);
  if (opener === 'client') return { atMs, failure: { kind: 'timeout', operation: 'connect', errno: null, limitMs } };
  // The client's host has a half-open connection where it answered the SYN; where it did not, nobody there heard of it.
  const halfOpen = outcome.status === 'half-open' ? 'seen' : 'none';
  return { atMs, failure: { kind: 'no-arrival', operation: 'accept', errno: null, limitMs, halfOpen } };
}

/** The client connected to the control connection's host, and not to the one that the 227 names. */
function isReplaced({ flow, openedBy: opener, announcement }: DataConnection, server: Endpoint): boolean {
  if (announcement === null || opener !== 'client') return false;
  return !isSameAddress(announcement.to.host, flow.peer.host) && isSameAddress(flow.peer.host, server.host);
}
