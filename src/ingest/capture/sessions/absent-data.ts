import type { Failure } from '../../../core/failure.ts';
import type { Ends, Packets } from '../../recording.ts';
import type { Announcement } from './announcement.ts';
import type { Timeline } from './timeline.ts';

/** What decides whether a data connection that is not in the capture was tried at all. */
export interface AbsenceContext {
  /** From when on the connection was not waited for any more; null while that is not known. */
  readonly givenUpAtMs: number | null;
  /** The next command for a data connection: what is told of this one comes before it. */
  readonly beforeMs: number | null;
  /** Whether the capture was made at the client, where everything that it sends is seen. */
  readonly isAtClient: boolean;
  readonly ends: Ends;
}

const unknown = { state: 'unknown' } as const;
const nothingCame: Packets = {
  handshake: {
    syn: { state: 'missing', known: 'packet' },
    synAck: unknown,
    ack: unknown,
    firstByte: unknown,
    fin: unknown,
    lastAck: unknown,
  },
  synRetransmits: 0,
};

/**
 * Tells of a data connection that was agreed on and used by a transfer, and of which the capture shows no packet. A client
 * that is not seen to connect, in a capture of its own machine, has not tried; that is no failure of the network's.
 */
export function tellAbsentData(announcement: Announcement, context: AbsenceContext, timeline: Timeline): void {
  const { opener, to, acceptedAtMs, transferAtMs, final } = announcement;
  const { givenUpAtMs, beforeMs, ends } = context;
  if (acceptedAtMs === null || transferAtMs === null || givenUpAtMs === null) return;
  if (opener === 'client' && context.isAtClient) return;
  // The capture lacks it: it did come about.
  if (final !== null && final.code < 300) return;
  const limitMs = Math.round(givenUpAtMs - transferAtMs);
  const failure: Failure =
    opener === 'client'
      ? { kind: 'timeout', operation: 'connect', errno: null, limitMs }
      : { kind: 'no-arrival', operation: 'accept', errno: null, limitMs, halfOpen: 'none' };
  const isLast = beforeMs !== null && givenUpAtMs >= beforeMs;
  timeline.add({ kind: 'data-connecting', opener, to, tiedBy: 'command', atMs: acceptedAtMs }, 1);
  timeline.add(
    { kind: 'data-failed', opener, ends, failure, packets: nothingCame, tiedBy: 'command', atMs: givenUpAtMs },
    isLast ? -1 : 1,
  );
}
