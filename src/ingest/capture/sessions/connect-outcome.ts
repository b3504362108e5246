import type { Failure } from '../../../core/failure.ts';
import type { Flow } from '../flow.ts';
import { icmpFailure } from './icmp-failure.ts';

/** What became of the attempt to open a connection. */
export type ConnectOutcome =
  | { readonly status: 'connected'; readonly atMs: number }
  /** Refused by RST or ICMP. */
  | { readonly status: 'refused'; readonly atMs: number; readonly failure: Failure }
  /** The SYN was answered, and the answer never confirmed. */
  | { readonly status: 'half-open' }
  | { readonly status: 'unanswered' }
  /** The capture ends too soon after the SYN to tell. */
  | { readonly status: 'unknown' };

/** Reads from a flow's packets what became of its opening. */
export function connectOutcome(flow: Flow): ConnectOutcome {
  const { opener, peer, synAckAtMs, ackAtMs } = flow;
  const carried = opener.firstPayloadAtMs ?? peer.firstPayloadAtMs ?? opener.finAtMs;
  if (ackAtMs !== null) return { status: 'connected', atMs: ackAtMs };
  if (carried !== null || flow.synAtMs === null) {
    const atMs = synAckAtMs ?? flow.firstAtMs;
    if (carried !== null || synAckAtMs === null || peer.finAtMs !== null) return { status: 'connected', atMs };
  }
  if (synAckAtMs === null && peer.reset !== null) {
    const failure: Failure = { kind: 'refused', operation: 'connect', errno: null };
    return { status: 'refused', atMs: peer.reset.atMs, failure };
  }
  if (synAckAtMs === null) {
    for (const error of flow.icmpErrors) {
      const failure = icmpFailure(error);
      if (failure !== null) return { status: 'refused', atMs: error.atMs, failure };
    }
  }
  const handshake = flow.handshake();
  if (synAckAtMs !== null) return { status: handshake.ack.state === 'unknown' ? 'unknown' : 'half-open' };
  return { status: handshake.synAck.state === 'unknown' ? 'unknown' : 'unanswered' };
}
