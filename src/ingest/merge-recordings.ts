import type { RecordedEvent, Recording } from './recording.ts';
import { couldBeSameSession, isSameSession } from './same-session.ts';

/** What only a client's own log tells. */
const ownWords: ReadonlySet<RecordedEvent['kind']> = new Set<RecordedEvent['kind']>([
  'client-said',
  'resolving',
  'resolved',
  'resolve-failed',
]);

/** What only packets tell exactly. */
const onTheWire: ReadonlySet<RecordedEvent['kind']> = new Set<RecordedEvent['kind']>([
  'connected',
  'connect-failed',
  'data-connected',
  'data-failed',
  'data-bytes',
  'data-ended',
]);

/** Among more than so many, the only one left tells little. */
const mostToPairUp = 50;

/** Recordings of several files, with those of one session made one: a capture tells times and packets, a log the words. */
export function mergeRecordings(files: readonly (readonly Recording[])[]): readonly Recording[] {
  const merged: Recording[] = [];
  const settled = new Set<Recording>();
  for (const recordings of files) {
    const before = [...merged];
    for (const recording of recordings) {
      const twin = before.find(other => other.file !== recording.file && isSameSession(other, recording));
      const at = twin === undefined ? -1 : merged.indexOf(twin);
      const both = twin === undefined ? undefined : mergeTwo(twin, recording);
      if (at === -1 || both === undefined) {
        merged.push(recording);
      } else {
        merged[at] = both;
        settled.add(both);
      }
    }
  }
  return merged.length > mostToPairUp ? merged : mergeTheOnlyOnesLeft(merged, settled);
}

/** Those of which too little is seen to be sure, where each could be the other's twin and nobody else's. */
function mergeTheOnlyOnesLeft(recordings: readonly Recording[], settled: ReadonlySet<Recording>): readonly Recording[] {
  const left = recordings.filter(one => !settled.has(one));
  const onlyTwinOf = (one: Recording): Recording | undefined => {
    const twins = left.filter(other => other.file !== one.file && couldBeSameSession(one, other));
    return twins.length === 1 ? twins[0] : undefined;
  };
  const result = [...recordings];
  for (const wire of left.filter(({ seenBy }) => seenBy === 'wire')) {
    const log = onlyTwinOf(wire);
    const both = log === undefined || onlyTwinOf(log) !== wire ? undefined : mergeTwo(wire, log);
    if (log === undefined || both === undefined) continue;
    result[result.indexOf(wire)] = both;
    result.splice(result.indexOf(log), 1);
  }
  return result;
}

/** One recording of two; undefined for two of a kind, which tell the same. */
function mergeTwo(a: Recording, b: Recording): Recording | undefined {
  const wire = [a, b].find(({ seenBy }) => seenBy === 'wire');
  const log = [a, b].find(({ seenBy }) => seenBy !== 'wire');
  if (wire === undefined || log === undefined) return undefined;
  const head = {
    ...wire,
    file: `${a.file}, ${b.file}`,
    host: log.host ?? wire.host,
    format: `${a.format}, ${b.format}`,
  };
  const isReadable = wire.events.filter(({ kind }) => kind === 'command').length >= commandsIn(log);
  return {
    ...head,
    events: isReadable ? withOwnWords(wire, log) : withPackets(log, wire),
    clock: isReadable ? wire.clock : log.clock,
  };
}

function commandsIn({ events }: Recording): number {
  return events.filter(({ kind }) => kind === 'command').length;
}

/** The client's words go where its log has them: after the same number of commands and replies. */
function withOwnWords(wire: Recording, log: Recording): readonly RecordedEvent[] {
  const events = [...wire.events];
  const said = (event: RecordedEvent): boolean => event.kind === 'command' || event.kind === 'reply';
  let spoken = 0;
  for (const event of log.events) {
    if (said(event)) spoken += 1;
    if (!ownWords.has(event.kind)) continue;
    let at = 0;
    for (let seen = 0; at < events.length && seen < spoken; at++) if (said(events[at] ?? event)) seen += 1;
    events.splice(at, 0, { ...event, atMs: events[at - 1]?.atMs ?? null });
  }
  return events;
}

/** TLS hides the dialogue from the capture: the log has it, and each of its connections gets what the packets show. */
function withPackets(log: Recording, wire: Recording): readonly RecordedEvent[] {
  const shown = wire.events.filter(({ kind }) => onTheWire.has(kind));
  const data = shown.filter(({ kind }) => kind === 'data-connected' || kind === 'data-failed');
  const control = shown.filter(({ kind }) => kind === 'connected' || kind === 'connect-failed');
  let next = 0;
  const kept = log.events.filter(({ kind }) => !onTheWire.has(kind) && kind !== 'connecting');
  const events = kept.flatMap((event): readonly RecordedEvent[] => {
    const isReplyToMode = event.kind === 'reply' && [227, 229].includes(event.code);
    const isTransfer = event.kind === 'command' && /^(LIST|NLST|MLSD|RETR|STOR|STOU|APPE)\b/i.test(event.text);
    const one = data[next];
    const isNow =
      one !== undefined && (isReplyToMode ? openerOf(one) === 'client' : isTransfer && openerOf(one) === 'server');
    if (!isNow) return [event];
    next += 1;
    return [event, { ...one, atMs: event.atMs }];
  });
  return [...control.map(event => ({ ...event, atMs: log.events[0]?.atMs ?? null })), ...events];
}

function openerOf(event: RecordedEvent): 'client' | 'server' | null {
  return event.kind === 'data-connected' || event.kind === 'data-failed' ? event.opener : null;
}
