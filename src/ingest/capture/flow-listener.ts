import type { Ending, Flow, IcmpError, Side } from './flow.ts';

/**
 * Is told what happens on the TCP connections of a capture, in the order of its packets. `atMs` follows the capture's
 * own clock, which may step backwards where the capturing machine's did.
 */
export interface FlowListener {
  /**
   * Before everything else: the wall-clock time of `atMs` 0 as ISO 8601 in UTC, to the microsecond; null where the packets
   * have no times (pcapng's simple packet blocks), which leaves every `atMs` at 0.
   */
  began(startedAt: string | null): void;
  /** A flow was seen for the first time: its SYN, or whatever came first where the capture began in its middle. */
  opened(flow: Flow): void;
  /**
   * Payload in order, each byte once. `bytes` is valid during the call only: it is a view of a buffer that will be used
   * again. `atMs` is when it could be read, which with reordering is later than when it was sent. Answers `enough` when
   * the rest of this flow, in both directions, does not matter: only then are bulk transfers cheap.
   */
  payload(flow: Flow, side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough';
  /** So many payload bytes are not in the capture (lost by it, or cut off by its snap length); what follows them is next. */
  gap(flow: Flow, side: Side, bytes: number, atMs: number): void;
  /** The flow ended, or is no longer followed: once for each flow. What the flow tells may still change a little. */
  ended(flow: Flow, how: Ending, atMs: number): void;
  /** An ICMP error about a TCP packet. */
  icmp(error: IcmpError): void;
}
