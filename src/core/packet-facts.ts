/** What only packets tell of a TCP connection, over its whole life: plain facts, by the FTP role of its two ends. */
export interface PacketFacts {
  readonly client: EndFacts;
  readonly server: EndFacts;
  /** ICMP errors about packets of the connection, at most the first four. */
  readonly icmp: readonly IcmpFact[];
}

/** What one end sent. Null is what the capture does not show. */
export interface EndFacts {
  /** Time to live (IPv4) or hop limit (IPv6) of its SYN or SYN-ACK. */
  readonly ttl: number | null;
  /**
   * Routers between this end and the place of the capture, taking for granted that it began to count at 64, 128 or 255;
   * 0 says that the capture was made on this machine, or on its own link.
   */
  readonly hops: number | null;
  /** Maximum segment size that it announced, in bytes. */
  readonly mss: number | null;
  /** Initial sequence number, by which two captures of one connection are known for the same. */
  readonly initialSequence: number | null;
  /** Segments with payload that it sent more than once. */
  readonly retransmits: number;
  /** The most payload of one of its packets, and of one that the other end is known to have got. */
  readonly largestSegment: number;
  readonly largestAcknowledged: number;
  /** The segment that it sent most often; null where it repeated none. */
  readonly repeated: {
    readonly bytes: number;
    readonly repeats: number;
    readonly isAcknowledged: boolean;
  } | null;
  /** Bytes that it had sent before its end and that the other end never acknowledged. */
  readonly unacknowledgedBytes: number;
  /**
   * How often it closed its receive window, for its program did not read, and since when it is closed in the end; absent
   * where it never did.
   */
  readonly closedWindow?: { readonly times: number; readonly atMs: number | null };
  /** Its first RST. */
  readonly reset: ResetFact | null;
}

/** A RST, and who sent it as far as its time to live tells. */
export interface ResetFact {
  readonly atMs: number;
  /** Time to live or hop limit of the RST itself. */
  readonly ttl: number;
  /** Routers on its way, counted as in {@link EndFacts.hops}. */
  readonly hops: number;
  /**
   * Whether it came another way than the packets that this host is known to have sent: then something in between sent
   * it in the host's name. Null where nothing of the host's own was seen to compare it with.
   */
  readonly isForged: boolean | null;
}

/** An ICMP or ICMPv6 error message. */
export interface IcmpFact {
  readonly atMs: number;
  /** Who sent it, a literal IP address. */
  readonly from: string;
  readonly version: 4 | 6;
  /** RFC 792 with version 4, RFC 4443 with version 6. */
  readonly type: number;
  readonly code: number;
  /** Next hop's MTU in bytes (RFC 1191, RFC 4443 §3.2), null where it is not told. */
  readonly mtu: number | null;
}
