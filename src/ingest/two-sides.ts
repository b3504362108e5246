import type { Between } from '../core/between.ts';
import { findRewrites } from './capture/sessions/rewrites/find-rewrites.ts';
import type { ComparedSession } from './capture/sessions/rewrites/rewrites.ts';
import type { Recording } from './recording.ts';

/** The recordings of several files, with two captures of one session made one, and what was done to it in between. */
export interface TwoSides {
  readonly files: readonly (readonly Recording[])[];
  readonly between: ReadonlyMap<Recording, Between>;
}

/** Compares the first two captures among the files: of a session that is in both, the one nearer to the client is kept. */
export function joinTwoSides(files: readonly (readonly Recording[])[]): TwoSides {
  const captures = files.filter(recordings => recordings.some(({ seenBy }) => seenBy === 'wire'));
  const [first, second] = captures;
  const between = new Map<Recording, Between>();
  if (first === undefined || second === undefined) return { files, between };
  const { sessions } = findRewrites(first, second);
  const far = new Set<Recording>();
  for (const session of sessions) {
    far.add(session.far);
    between.set(session.near, betweenOf(session));
  }
  return { files: files.map(recordings => recordings.filter(recording => !far.has(recording))), between };
}

function betweenOf({ client, server, lines, shiftBytes, data }: ComparedSession): Between {
  return {
    client,
    server,
    lines: lines.map(({ from, sent, received }) => ({ from, sent, received })),
    shiftBytes,
    lost: data.flatMap(({ opener, near, far }) => {
      const [here, there] = opener === 'client' ? [near, far] : [far, near];
      const to = opener === 'client' ? here?.server : here?.client;
      return here !== null && there === null && to ? [{ opener, to }] : [];
    }),
  };
}
