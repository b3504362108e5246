/** What a capture file is, as a whole. */
export interface CaptureSummary {
  /** Null for a file that is no capture. */
  readonly format: 'pcap' | 'pcapng' | null;
  readonly isGzip: boolean;
  readonly packets: number;
  readonly tcpPackets: number;
  /** Packets of which the snap length cut something off. */
  readonly cutPackets: number;
  /** Packets that are none of IP, or that could not be read. */
  readonly otherPackets: number;
  /** Packets that the capturing machine says it lost; null where the file does not tell. */
  readonly lostPackets: number | null;
  /** Bytes of the file, unpacked. */
  readonly bytes: number;
  /** Flows seen. */
  readonly flows: number;
  /** Link-layer types in it, by their names in the tcpdump.org registry without `LINKTYPE_`: `ETHERNET`, or `LINKTYPE_999`. */
  readonly linkTypes: readonly string[];
  /** Wall-clock time of the first packet, ISO 8601 in UTC to the microsecond; null without packets, or where these have no times. */
  readonly startedAt: string | null;
  /** From the first packet to the latest. */
  readonly durationMs: number;
  /** Where the file is damaged: at most the first twenty places. */
  readonly damage: readonly Damage[];
}

/** One damaged place in a file. */
export interface Damage {
  /** Bytes from the beginning of the file, unpacked. */
  readonly offset: number;
  /** In words: `the packet's length of 4294967295 bytes cannot be true`. */
  readonly what: string;
}
