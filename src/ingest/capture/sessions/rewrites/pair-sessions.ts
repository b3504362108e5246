import type { PacketFacts } from '../../../../core/packet-facts.ts';
import type { RecordedEvent, Recording } from '../../../recording.ts';

/** So few lines are alike in sessions that have nothing to do with each other: a greeting and a login. */
const fewestLines = 3;
/** Clocks of two machines differ; sessions that lie farther apart than that are not taken for the same by their words alone. */
const farthestApartMs = 24 * 3_600_000;
/** Six numbers of PORT and 227, addresses, and the delimiters of EPRT and 229: what is rewritten on the way. */
const addresses = /\d{1,3}(?:,\d{1,3}){5}|\d{1,3}(?:\.\d{1,3}){3}|([|!])[12]?\1[0-9a-fA-F.:]*\1\d+\1/g;

/** One session as two captures have it. */
export interface SamePair {
  readonly first: Recording;
  readonly second: Recording;
  readonly isSameBy: 'sequence-number' | 'words';
}

/** What the packets of the control connection tell, or null. */
export function controlFacts({ events }: Recording): PacketFacts | null {
  const opened = events.find(event => event.kind === 'connected' || event.kind === 'connect-failed');
  return opened !== undefined && 'packets' in opened ? (opened.packets?.facts ?? null) : null;
}

/**
 * Finds the sessions that both captures have: by the client's initial sequence number, which address translation leaves
 * alone, else by what was said, apart from addresses, and the time.
 */
export function pairSessions(first: readonly Recording[], second: readonly Recording[]): readonly SamePair[] {
  const pairs: SamePair[] = [];
  const bySequence = new Map<number, Recording>();
  for (const recording of second) {
    const sequence = controlFacts(recording)?.client.initialSequence ?? null;
    if (sequence !== null) bySequence.set(sequence, recording);
  }
  const left = new Set(second);
  const unpaired: Recording[] = [];
  for (const recording of first) {
    const sequence = controlFacts(recording)?.client.initialSequence ?? null;
    const same = sequence === null ? undefined : bySequence.get(sequence);
    if (same !== undefined && left.delete(same)) {
      pairs.push({ first: recording, second: same, isSameBy: 'sequence-number' });
    } else unpaired.push(recording);
  }
  return [...pairs, ...pairByWords(unpaired, left)];
}

function pairByWords(first: readonly Recording[], left: Set<Recording>): readonly SamePair[] {
  const pairs: SamePair[] = [];
  const byWords = new Map<string, Recording[]>();
  for (const recording of left) {
    const words = wordsOf(recording.events);
    if (words !== null) byWords.set(words, [...(byWords.get(words) ?? []), recording]);
  }
  for (const recording of first) {
    const words = wordsOf(recording.events);
    const alike = words === null ? [] : (byWords.get(words) ?? []).filter(one => left.has(one));
    const nearest = alike
      .filter(one => apartMs(recording, one) <= farthestApartMs)
      .sort((a, b) => apartMs(recording, a) - apartMs(recording, b))[0];
    if (nearest === undefined) continue;
    left.delete(nearest);
    pairs.push({ first: recording, second: nearest, isSameBy: 'words' });
  }
  return pairs;
}

/** The dialogue without its addresses, or null where too little was said to know a session by. */
function wordsOf(events: readonly RecordedEvent[]): string | null {
  const lines = events.flatMap(event => {
    if (event.kind === 'command') return [`> ${event.text.replace(addresses, 'address')}`];
    return event.kind === 'reply' ? [`< ${event.code} ${event.text.replace(addresses, 'address')}`] : [];
  });
  return lines.length < fewestLines ? null : lines.join('\n');
}

function apartMs(a: Recording, b: Recording): number {
  const apart = Math.abs(Date.parse(a.startedAt ?? '') - Date.parse(b.startedAt ?? ''));
  return Number.isNaN(apart) ? 0 : apart;
}
