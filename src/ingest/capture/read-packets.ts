import { ByteWindow } from './byte-window.ts';
import type { CaptureSummary } from './capture-summary.ts';
import { DamageLog } from './damage-log.ts';
import { gunzip } from './gunzip.ts';
import { isCapture } from './is-capture.ts';
import type { PacketSink } from './packet-sink.ts';
import { PcapReader } from './pcap-reader.ts';
import { PcapngReader } from './pcapng-reader.ts';
import { peek } from './peek.ts';

/** By so many bytes a capture is recognised. */
const headBytes = 12;

/** What of a {@link CaptureSummary} a file tells as such, whatever its packets hold. */
export type FileSummary = Pick<CaptureSummary, 'format' | 'isGzip' | 'bytes' | 'damage' | 'lostPackets'>;

/**
 * Hands the packets of a capture to `sink` as its bytes come in: pcap or pcapng, in gzip or not. A chunk's memory may be
 * used again once the next one is asked for. What is damaged, or no capture at all, is told in the answer; only the error
 * of a source that gave nothing is thrown.
 */
export async function readPackets(source: AsyncIterable<Uint8Array>, sink: PacketSink): Promise<FileSummary> {
  const damage = new DamageLog();
  const window = new ByteWindow();
  const damagedHere = (what: string): void => damage.add(window.offsetOf(window.end), what);
  const file = await peek(untilError(source, damagedHere), headBytes);
  const isGzip = isCapture(file.head) === 'gzip';
  const { head, chunks } = isGzip
    ? await peek(
        gunzip(file.chunks, reason => damagedHere(`gzip: ${reason}`)),
        headBytes,
      )
    : file;
  const kind = isCapture(head);
  const format = kind === 'gzip' ? null : kind;
  let lostPackets: number | null = null;
  if (format === null) {
    damage.add(0, 'neither pcap nor pcapng');
    await chunks.return(undefined);
  } else {
    const reader = format === 'pcap' ? new PcapReader(sink, damage) : new PcapngReader(sink, damage);
    for await (const chunk of chunks) {
      window.add(chunk);
      reader.read(window, false);
      window.keep();
    }
    reader.read(window, true);
    lostPackets = reader.lostPackets;
  }
  return { format, isGzip, bytes: window.offsetOf(window.end), damage: damage.places, lostPackets };
}

/** A source that breaks off by an error has an end like any other, once it has given something. */
async function* untilError(
  source: AsyncIterable<Uint8Array>,
  damaged: (what: string) => void,
): AsyncGenerator<Uint8Array> {
  let hasBegun = false;
  try {
    for await (const chunk of source) {
      hasBegun = true;
      yield chunk;
    }
  } catch (error) {
    if (!hasBegun) throw error;
    damaged(`it could not be read further: ${error instanceof Error ? error.message : String(error)}`);
  }
}
