/** A packet to be written, with the time that it had. */
export interface WrittenPacket {
  readonly bytes: Uint8Array;
  readonly originalLength: number;
  readonly linkType: number;
  readonly seconds: number;
  /** -1 for a packet without a time. */
  readonly nanos: number;
}

/** Makes a capture file out of packets: nothing else of the file that they came from gets into it. */
export interface CaptureWriter {
  /** What the file begins with. */
  begin(): Uint8Array;
  packet(packet: WrittenPacket): Uint8Array;
  /** What the file ends with. */
  end(): Uint8Array;
}
