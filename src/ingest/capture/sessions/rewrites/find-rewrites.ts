import type { Endpoint } from '../../../../core/endpoint.ts';
import type { PacketFacts } from '../../../../core/packet-facts.ts';
import type { Ends, Recording } from '../../../recording.ts';
import { compareData } from './compare-data.ts';
import { compareLines } from './compare-lines.ts';
import { controlFacts, pairSessions, type SamePair } from './pair-sessions.ts';
import type { Change, ComparedSession, Rewrites, RewrittenLine } from './rewrites.ts';

/**
 * Compares two captures of the same sessions, made on both sides of a NAT, firewall or other box, and says what it changed.
 * Which of the two lies nearer to the client is read from the TTLs; where they do not tell, the first is taken for it.
 */
export function findRewrites(first: readonly Recording[], second: readonly Recording[]): Rewrites {
  const pairs = pairSessions(first, second);
  const paired = new Set(pairs.flatMap(pair => [pair.first, pair.second]));
  return {
    sessions: pairs.map(compare),
    onlyInFirst: first.filter(recording => !paired.has(recording)),
    onlyInSecond: second.filter(recording => !paired.has(recording)),
  };
}

function compare({ first, second, isSameBy }: SamePair): ComparedSession {
  const [near, far] = isNearer(second, first) ? [second, first] : [first, second];
  const lines = [
    ...compareLines('client', near.events, far.events),
    ...compareLines('server', far.events, near.events),
  ];
  const facts = { near: controlFacts(near), far: controlFacts(far) };
  const ends = { near: controlEnds(near), far: controlEnds(far) };
  return {
    near,
    far,
    isSameBy,
    client: changedEnd(ends.near.client, ends.far.client),
    server: changedEnd(ends.near.server, ends.far.server),
    lines,
    shiftBytes: { client: shiftOf(lines, 'client'), server: shiftOf(lines, 'server') },
    mss: changesOf(facts, end => end.mss),
    sequence: changesOf(facts, end => end.initialSequence),
    data: compareData(near.events, far.events),
  };
}

/** Fewer routers from the client, or more from the server. */
function isNearer(one: Recording, other: Recording): boolean {
  const [a, b] = [controlFacts(one), controlFacts(other)];
  const byClient = difference(a?.client.hops, b?.client.hops);
  return byClient === 0 ? difference(a?.server.hops, b?.server.hops) > 0 : byClient < 0;
}

function difference(a: number | null | undefined, b: number | null | undefined): number {
  return a == null || b == null ? 0 : a - b;
}

function controlEnds({ events }: Recording): Ends {
  const opened = events.find(event => event.kind === 'connected' || event.kind === 'connect-failed');
  return opened !== undefined && 'ends' in opened ? opened.ends : { client: null, server: null };
}

function changedEnd(near: Endpoint | null, far: Endpoint | null): Change<Endpoint> | null {
  if (near === null || far === null || (near.host === far.host && near.port === far.port)) return null;
  return { near, far };
}

function shiftOf(lines: readonly RewrittenLine[], from: RewrittenLine['from']): number {
  return lines.reduce((sum, line) => sum + (line.from === from ? line.shiftBytes : 0), 0);
}

interface BothFacts {
  readonly near: PacketFacts | null;
  readonly far: PacketFacts | null;
}

/** What one value of the facts became on its way, for each end. */
function changesOf(
  { near, far }: BothFacts,
  read: (end: PacketFacts['client']) => number | null,
): { readonly client: Change<number> | null; readonly server: Change<number> | null } {
  const changeOf = (end: 'client' | 'server'): Change<number> | null => {
    const values = { near: near === null ? null : read(near[end]), far: far === null ? null : read(far[end]) };
    if (values.near === null || values.far === null || values.near === values.far) return null;
    return { near: values.near, far: values.far };
  };
  return { client: changeOf('client'), server: changeOf('server') };
}
