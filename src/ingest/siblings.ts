import type { Recording } from './recording.ts';

const mostSiblings = 8;

/** The sessions of the same two hosts, nearest in order first: what they tried, this one may have left out. */
export function siblingsOf(recording: Recording, all: readonly Recording[]): readonly Recording[] {
  const own = all.indexOf(recording);
  const [client, server] = hostsOf(recording);
  return all
    .map((other, at) => ({ other, distance: Math.abs(at - own) }))
    .filter(({ other, distance }) => {
      const [otherClient, otherServer] = hostsOf(other);
      return distance > 0 && isAlike(client, otherClient) && isAlike(server, otherServer);
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostSiblings)
    .map(({ other }) => other);
}

/** What is not known contradicts nothing. */
function isAlike(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** The client's and the server's address, as the control connection shows them. */
export function hostsOf({ events, host }: Recording): readonly [client: string | null, server: string | null] {
  for (const event of events) {
    if (event.kind === 'connected' || event.kind === 'connect-failed') {
      return [event.ends.client?.host ?? null, event.ends.server?.host ?? host];
    }
  }
  const tried = events.find(event => event.kind === 'connecting');
  return [null, (tried?.kind === 'connecting' ? tried.to?.host : undefined) ?? host];
}
