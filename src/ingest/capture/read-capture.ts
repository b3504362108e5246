import { CaptureClock } from './capture-clock.ts';
import type { CaptureSummary } from './capture-summary.ts';
import type { FlowListener } from './flow-listener.ts';
import { FlowTracker } from './flow-tracker.ts';
import { PacketDecoder } from './packet-decoder.ts';
import { readPackets } from './read-packets.ts';

/** Flows that are followed at a time: some 30 MB of them. */
const usualMostFlows = 32_768;

/** How a capture is read. */
export interface CaptureOptions {
  /** Follow at most so many flows at a time; of more, those that ended or are idle longest are forgotten. */
  readonly mostFlows?: number;
}

/**
 * Reads a capture as its bytes come in, and tells `listener` about its TCP connections. A chunk's memory may be used again
 * once the next one is asked for. Never throws for what the bytes are: what could not be read is in the answer. Without a
 * listener it only counts.
 */
export async function readCapture(
  source: AsyncIterable<Uint8Array>,
  listener: FlowListener | null,
  { mostFlows = usualMostFlows }: CaptureOptions = {},
): Promise<CaptureSummary> {
  const clock = new CaptureClock();
  const tracker = new FlowTracker(clock, listener, mostFlows);
  const decoder = new PacketDecoder(clock, tracker, listener);
  const file = await readPackets(source, decoder);
  tracker.finish();
  return {
    ...file,
    packets: decoder.packets,
    tcpPackets: decoder.tcpPackets,
    cutPackets: decoder.cutPackets,
    otherPackets: decoder.otherPackets,
    flows: tracker.count,
    linkTypes: decoder.linkTypes,
    startedAt: clock.startedAt,
    durationMs: clock.latestMs,
  };
}
