import type { FailureOf } from '../../core/failure.ts';

/** Faster than any router answers: the error came from this machine's own routing table. */
const localLimitMs = 1;
/** Linux gives up on ARP or neighbour discovery after three probes, one a second. */
const neighbourLimitMs = 2500;

/** Who said that the destination cannot be reached, as far as the error and its time tell (Linux). */
export type UnreachableReason =
  /** No route on this machine. */
  | 'no-route'
  /** The last hop asked for the host's link address for three seconds, in vain. */
  | 'no-neighbour'
  /** A firewall's ICMP message. */
  | 'rejected'
  /** A router's `network unreachable`. */
  | 'rejected-by-router';

export function unreachableReason({ scope, hasRoute }: FailureOf<'unreachable'>, tookMs: number): UnreachableReason {
  if (hasRoute === false) return 'no-route';
  if (scope === 'network') return hasRoute !== true && tookMs < localLimitMs ? 'no-route' : 'rejected-by-router';
  return scope === 'host' && tookMs >= neighbourLimitMs ? 'no-neighbour' : 'rejected';
}
