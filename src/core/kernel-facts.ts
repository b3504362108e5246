/**
 * What the operating system's kernel keeps about a TCP connection of its own, read just before the connection was let go
 * (Linux, `struct tcp_info` of include/uapi/linux/tcp.h). Its counts are this machine's own: what the other end had to send
 * again is not among them.
 */
export interface KernelFacts {
  /** Smoothed round trip and its mean deviation, in milliseconds; null before anything was measured. */
  readonly rttMs: number | null;
  readonly rttVarianceMs: number | null;
  /** The shortest round trip of the connection, in milliseconds; null where the kernel tells none. */
  readonly minRttMs: number | null;
  /** Largest packet that the path is thought to carry, headers included, in bytes. */
  readonly pathMtu: number;
  /** Most payload of one segment, in bytes: what this machine announced, what it sends, and what it sees coming in. */
  readonly announcedMss: number;
  readonly sendMss: number;
  readonly receiveMss: number;
  /** Segments that this machine sent more than once, its SYN among them. */
  readonly retransmits: number;
  /** Segments that came out of order: others before them were late or lost. Null where the kernel does not count them. */
  readonly outOfOrder: number | null;
}

/** A SYN as it came in, which the kernel kept for the listener that it was for (Linux, TCP_SAVE_SYN). */
export interface SynFacts {
  /** Time to live (IPv4) or hop limit (IPv6) with which it arrived. */
  readonly ttl: number;
  /** Routers that it passed, taking for granted that it began to count at 64, 128 or 255. */
  readonly hops: number;
  /** Maximum segment size that it announces, in bytes; null where it announces none. */
  readonly mss: number | null;
  /** Window scale (RFC 7323) as a shift count; null where it announces none. */
  readonly windowScale: number | null;
  /** Its TCP options in their order, which tells one system from another: `mss`, `sack`, `timestamps`, `nop`, `wscale`, or `option-34`. */
  readonly options: readonly string[];
}
