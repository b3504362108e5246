import type { RecordedEvent } from '../../../recording.ts';
import type { ComparedData, DataSide } from './rewrites.ts';

type Opened = Extract<RecordedEvent, { kind: 'data-connected' | 'data-failed' }>;

/** Puts the data connections of both captures beside each other, by the sequence number with which their opener began. */
export function compareData(near: readonly RecordedEvent[], far: readonly RecordedEvent[]): readonly ComparedData[] {
  const left = far.filter(isOpened);
  const compared: ComparedData[] = [];
  for (const event of near.filter(isOpened)) {
    const sequence = sequenceOf(event);
    const same = sequence === null ? -1 : left.findIndex(one => sequenceOf(one) === sequence);
    const [other] = same === -1 ? [] : left.splice(same, 1);
    compared.push({ opener: event.opener, near: sideOf(event), far: other === undefined ? null : sideOf(other) });
  }
  for (const event of left) compared.push({ opener: event.opener, near: null, far: sideOf(event) });
  return compared.filter(({ near: one, far: other }) => one !== null || other !== null);
}

function isOpened(event: RecordedEvent): event is Opened {
  return event.kind === 'data-connected' || event.kind === 'data-failed';
}

function sequenceOf({ opener, packets }: Opened): number | null {
  return packets?.facts?.[opener].initialSequence ?? null;
}

/** Null for a connection of which there is no packet: its failure was concluded from the silence. */
function sideOf(event: Opened): DataSide | null {
  if (event.packets?.facts === undefined) return null;
  return { ...event.ends, isConnected: event.kind === 'data-connected' };
}
