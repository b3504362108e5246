/** Takes the packets of a capture file one by one. */
export interface PacketSink {
  /**
   * A packet's captured bytes are `bytes` from `start` to `end`, valid during the call only; `originalLength` is how many
   * it had on the wire. Its time is `seconds` since 1970 in UTC and `nanos` after them; `nanos` is -1 for a packet without
   * a time, as in pcapng's simple packet blocks.
   */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    linkType: number,
    seconds: number,
    nanos: number,
  ): void;
}
