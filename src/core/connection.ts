import type { Endpoint } from './endpoint.ts';
import type { KernelFacts, SynFacts } from './kernel-facts.ts';
import type { IcmpFact, PacketFacts } from './packet-facts.ts';

/** How a moment is known: a captured packet, the kernel's tables, or only the socket's events. */
export type Known = 'packet' | 'kernel' | 'socket';

/** One packet-level moment of a TCP connection. What is not known is said to be not known, never invented. */
export type Moment =
  | { readonly state: 'seen'; readonly atMs: number; readonly known: Known }
  /** It was due, it was looked for, and it did not come. */
  | { readonly state: 'missing'; readonly known: Known }
  | { readonly state: 'unknown' };

/** The life of one TCP connection, step by step. Either end may be the opener: see {@link Connection.opener}. */
export interface Handshake {
  readonly syn: Moment;
  readonly synAck: Moment;
  readonly ack: Moment;
  /** The first payload byte in either direction. */
  readonly firstByte: Moment;
  /** The first FIN, from whichever side. */
  readonly fin: Moment;
  /** The ACK of the last FIN. */
  readonly lastAck: Moment;
}

/** A TCP connection that was opened or tried. */
export interface Connection {
  /** Unique within the evidence. */
  readonly id: number;
  /** `other` is a connection of an experiment, to a port that has nothing to do with FTP. */
  readonly role: 'control' | 'data' | 'other';
  /** Who sent, or should have sent, the SYN. */
  readonly opener: 'client' | 'server';
  /** Our end, null while not known. */
  readonly local: Endpoint | null;
  /** The peer's end, null while not known. */
  readonly remote: Endpoint | null;
  readonly handshake: Handshake;
  /** How often the opener's SYN was sent again without an answer, as the kernel counts it; null where not observable. */
  readonly synRetransmits: number | null;
  /** What packets show beyond the handshake; absent where none were captured. */
  readonly packets?: PacketFacts;
  /** What the kernel tells of it; absent where it was not asked, or tells nothing. */
  readonly kernel?: KernelFacts;
  /** The server's SYN as it reached our listener; absent where the kernel did not keep it. */
  readonly peerSyn?: SynFacts;
  /** The ICMP error that ended the connection, with its sender, from the socket's error queue; absent where there was none. */
  readonly icmp?: IcmpFact;
}
