import type { CaptureFacts } from '../../core/capture-facts.ts';
import type { Endpoint } from '../../core/endpoint.ts';

/** What a run recorded of its own packets. */
export interface Recorded {
  readonly facts: Exclude<CaptureFacts, { by: 'none' }>;
  /** The packets as a pcap file, in parts. */
  readonly pcap: readonly Uint8Array[];
  /** How far the packets' wall clock, in milliseconds since 1970, was ahead of {@link Clock.now}. */
  readonly wallAheadMs: number;
}

/** A recording that goes on. */
export interface Capture {
  readonly isRunning: true;
  /** From now on, packets from and to this endpoint are recorded too. */
  watch(endpoint: Endpoint): void;
  /** From now on, packets from and to this port are recorded too, whoever is at the other end. */
  watchPort(port: number): void;
  /** Waits a moment for what is still under way, and ends the recording. To be called once. */
  stop(): Promise<Recorded>;
}

/** Why there is no recording. */
export interface NoCapture {
  readonly isRunning: false;
  /** As a sentence for people: `it needs CAP_NET_RAW, which this user does not have`. */
  readonly because: string;
}
