import type { Handshake } from '../../core/connection.ts';
import type { Endpoint } from '../../core/endpoint.ts';

/** Which end of a flow: the one that opened it, or the other. */
export type Side = 'opener' | 'peer';

/**
 * One TCP connection as the packets show it. It is live: it grows while the capture is read, and stays as it is once the
 * tracker has forgotten it. Times are milliseconds from the capture's first packet, exact to the microsecond; what was
 * not seen is null.
 */
export interface Flow {
  /** Counts from 1 in the order in which flows were first seen. */
  readonly id: number;
  readonly opener: FlowEnd;
  readonly peer: FlowEnd;
  /**
   * Whether a SYN or a SYN-ACK tells who opened it. Without one the end with the higher port is taken for the opener,
   * which is wrong for a data connection that a server opened from port 20.
   */
  readonly isOpenerKnown: boolean;
  /** When its first and its latest packet were seen. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly synAtMs: number | null;
  /** The latest of the opener's SYNs: the same as `synAtMs` when it was sent once. */
  readonly lastSynAtMs: number | null;
  readonly synAckAtMs: number | null;
  /** The opener's first ACK of the SYN-ACK. */
  readonly ackAtMs: number | null;
  /** The ACK of the second FIN: the orderly end. */
  readonly lastAckAtMs: number | null;
  /** How often the opener repeated its SYN, answered in the end or not. */
  readonly synRetransmits: number;
  readonly synAckRetransmits: number;
  /** How it ended, or null while it has not. */
  readonly ending: Ending | null;
  /** ICMP errors that quote a packet of this flow: at most the first four. */
  readonly icmpErrors: readonly IcmpError[];
  /**
   * The moments of the connection for the evidence, `known: 'packet'`. A moment is `missing` when the capture went on
   * long enough to show it, and `unknown` when it did not.
   */
  handshake(): Handshake;
}

/** What one end of a flow did. Its counts are of what it sent itself. */
export interface FlowEnd extends Endpoint {
  readonly packets: number;
  /** Distinct payload bytes by their sequence numbers: without retransmissions, with those that the snap length cut off. */
  readonly payloadBytes: number;
  readonly firstPayloadAtMs: number | null;
  readonly lastPayloadAtMs: number | null;
  /** Time to live (IPv4) or hop limit (IPv6) of its SYN or SYN-ACK. */
  readonly ttl: number | null;
  /** Initial sequence number: that of its SYN or SYN-ACK. */
  readonly initialSequence: number | null;
  /** Maximum segment size that its SYN or SYN-ACK announced, in bytes. */
  readonly mss: number | null;
  /** Window scale (RFC 7323) that it announced, as a shift count; null where it announced none. */
  readonly windowScale: number | null;
  /** How often it closed its receive window (a window of zero after one that was not), and since when it is closed. */
  readonly windowClosings: number;
  readonly windowClosedAtMs: number | null;
  /** Its first FIN. */
  readonly finAtMs: number | null;
  /** Its first RST. */
  readonly reset: Reset | null;
  /** Segments with payload that it sent more than once, and their bytes. */
  readonly retransmits: number;
  readonly retransmittedBytes: number;
  /** The most payload that one of its packets carried; more than the MSS where the sender's network card cuts it up. */
  readonly largestSegment: number;
  /** The most payload of one packet that the other end is known to have got. */
  readonly largestAcknowledged: number;
  /**
   * Bytes that it has sent, as its FIN or its latest segment tells even where the rest was not captured, and that the other
   * end has not acknowledged; 0 where nothing of the other end was captured.
   */
  readonly unacknowledgedBytes: number;
  /** The segment that it had to repeat most, or null. With large ones here and small ones through: a path-MTU black hole. */
  readonly mostRepeated: RepeatedSegment | null;
}

/** A RST. */
export interface Reset {
  readonly atMs: number;
  /** Time to live or hop limit: other than that of the same end's SYN-ACK, somebody in between sent it. */
  readonly ttl: number;
}

/** One segment that was sent again and again. */
export interface RepeatedSegment {
  readonly bytes: number;
  /** How often it was sent again after the first time. */
  readonly repeats: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Whether the other end acknowledged it in the end. */
  readonly isAcknowledged: boolean;
}

/**
 * How a flow ended: `closed` by two FINs and the last ACK; `reset` by a RST once it stood; `refused` by a RST in answer to
 * the SYN; `replaced` by a new SYN on the same ports. Or it just was no longer followed: `forgotten`, idle longest when
 * there were too many; `cut`, still there at the capture's end.
 */
export type Ending = 'closed' | 'reset' | 'refused' | 'replaced' | 'forgotten' | 'cut';

/** An ICMP or ICMPv6 error message about a TCP packet. */
export interface IcmpError {
  readonly atMs: number;
  /** Literal IP address of the one who sent it. */
  readonly from: string;
  readonly version: 4 | 6;
  /** RFC 792 with version 4, RFC 4443 with version 6. */
  readonly type: number;
  readonly code: number;
  /** Next hop's MTU of "fragmentation needed" (RFC 1191) and "packet too big", in bytes; null in others. */
  readonly mtu: number | null;
  /** The ends of the packet that it complains about. */
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The flow to which that packet belongs, or null where it was not seen. */
  readonly flow: Flow | null;
}
