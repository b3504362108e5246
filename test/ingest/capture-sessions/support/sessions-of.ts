import { readCapture } from '../../../../src/ingest/capture/read-capture.ts';
import { SessionFinder } from '../../../../src/ingest/capture/sessions/session-finder.ts';
import type { RecordedEvent, Recording } from '../../../../src/ingest/recording.ts';
import { piecesOf } from '../../capture/support/listen.ts';
import { type CapturedPacket, pcapBytes } from '../../capture/support/pcap-bytes.ts';
import { inOneLine } from '../../support/told-by.ts';

/** The sessions of a capture file, in the order in which they were given. */
export async function sessionsIn(file: Uint8Array): Promise<readonly Recording[]> {
  const recordings: Recording[] = [];
  const finder = new SessionFinder('test.pcap', recording => recordings.push(recording));
  await readCapture(piecesOf(file, 4096), finder);
  finder.end();
  return recordings;
}

/** The sessions that packets hold, brought into the order of their times. */
export function sessionsOf(...packets: readonly (readonly CapturedPacket[])[]): Promise<readonly Recording[]> {
  return sessionsIn(pcapBytes(packets.flat().toSorted((a, b) => a.atMicros - b.atMicros)));
}

/** The one session that packets hold. */
export async function sessionOf(...packets: readonly (readonly CapturedPacket[])[]): Promise<Recording> {
  const recordings = await sessionsOf(...packets);
  const [recording] = recordings;
  if (recording === undefined || recordings.length > 1) throw new Error(`${recordings.length} sessions instead of one`);
  return recording;
}

/** Its events as one line each. */
export function told({ events }: Recording): readonly string[] {
  return events.map(inWords);
}

/** As {@link inOneLine}, with what only captures tell. */
export function inWords(event: RecordedEvent): string {
  switch (event.kind) {
    case 'data-connecting':
      return `${inOneLine(event)}${event.tiedBy === 'time' ? ' (tied by time)' : ''}`;
    case 'data-bytes':
      return `data-bytes ${event.bytes}`;
    case 'gap':
      return `gap ${event.from} ${event.bytes}`;
    case 'noise':
      return `noise ${event.from} ${event.text} (${event.problem})`;
    default:
      return inOneLine(event);
  }
}

/** Those of a kind, `data` for all about data connections. */
export function eventsOf<Kind extends RecordedEvent['kind']>(
  { events }: Recording,
  kind: Kind,
): readonly Extract<RecordedEvent, { kind: Kind }>[] {
  return events.filter((event): event is Extract<RecordedEvent, { kind: Kind }> => event.kind === kind);
}
