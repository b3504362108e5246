import type { Handshake, Moment } from '../../core/connection.ts';
import type { Flow } from './flow.ts';

/** What did not come for so long, and was not asked for again meanwhile either, did not come: Linux asks again after 1 s. */
const longEnoughMs = 3000;

const unknown: Moment = { state: 'unknown' };
const missing: Moment = { state: 'missing', known: 'packet' };

/**
 * The moments of a flow as evidence, when the capture has reached `nowMs`. What was due and had its time to come is
 * missing; what was not due, or may have come before the capture began or after it ended, is unknown.
 */
export function handshakeOf(flow: Flow, nowMs: number): Handshake {
  return {
    syn: seen(flow.synAtMs) ?? unknown,
    synAck: seen(flow.synAckAtMs) ?? (isSynAckMissing(flow, nowMs) ? missing : unknown),
    ack: seen(flow.ackAtMs) ?? (isAckMissing(flow, nowMs) ? missing : unknown),
    firstByte: seen(firstByteOf(flow)) ?? (isFirstByteMissing(flow, nowMs) ? missing : unknown),
    fin: seen(earliest(flow.opener.finAtMs, flow.peer.finAtMs)) ?? unknown,
    lastAck: seen(flow.lastAckAtMs) ?? (isLastAckMissing(flow, nowMs) ? missing : unknown),
  };
}

function seen(atMs: number | null): Moment | null {
  return atMs === null ? null : { state: 'seen', atMs, known: 'packet' };
}

function earliest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function firstByteOf({ opener, peer }: Flow): number | null {
  return earliest(opener.firstPayloadAtMs, peer.firstPayloadAtMs);
}

function isSynAckMissing(flow: Flow, nowMs: number): boolean {
  // Where the connection stands nevertheless, the capture has missed it.
  if (flow.synAtMs === null || flow.ackAtMs !== null || firstByteOf(flow) !== null) return false;
  if (flow.ending === 'refused' || flow.icmpErrors.length > 0 || flow.synRetransmits > 0) return true;
  return nowMs - flow.synAtMs >= longEnoughMs;
}

function isAckMissing(flow: Flow, nowMs: number): boolean {
  if (flow.synAckAtMs === null || flow.opener.firstPayloadAtMs !== null) return false;
  return flow.synAckRetransmits > 0 || flow.opener.reset !== null || nowMs - flow.synAckAtMs >= longEnoughMs;
}

function isFirstByteMissing(flow: Flow, nowMs: number): boolean {
  if (flow.ackAtMs === null) return false;
  const hasEnded = flow.ending === 'closed' || flow.ending === 'reset';
  return hasEnded || nowMs - flow.ackAtMs >= longEnoughMs;
}

function isLastAckMissing({ opener, peer }: Flow, nowMs: number): boolean {
  if (opener.finAtMs === null || peer.finAtMs === null) return false;
  return nowMs - Math.max(opener.finAtMs, peer.finAtMs) >= longEnoughMs;
}
