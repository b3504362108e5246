import type { Connection } from '../../core/connection.ts';
import { type Endpoint, formatEndpoint } from '../../core/endpoint.ts';
import type { Flow } from '../capture/flow.ts';
import type { RunClock } from './run-clock.ts';

/** A SYN leaves a moment after the program asked for it: so far apart they are taken for the same attempt. */
const sameAttemptMs = 250;

/** The flow of each connection, by {@link Connection.id}: by both ends where they are known, otherwise by the other end and the time. */
export function matchFlows(
  connections: readonly Connection[],
  flows: readonly Flow[],
  clock: RunClock,
): ReadonlyMap<number, Flow> {
  const free = new Set(flows);
  const found = new Map<number, Flow>();
  const claim = (connection: Connection, fits: (flow: Flow) => boolean, withinMs: number): void => {
    const best = nearest([...free].filter(fits), startOf(connection), clock);
    if (best === null || best.apartMs > withinMs) return;
    free.delete(best.flow);
    found.set(connection.id, best.flow);
  };
  for (const connection of connections) {
    const { local, remote } = connection;
    if (local !== null && remote !== null) claim(connection, flow => isBetween(flow, local, remote), Infinity);
  }
  for (const connection of connections) {
    const { local, remote } = connection;
    if (local !== null || remote === null || connection.opener === 'server') continue;
    claim(connection, flow => isSame(flow.peer, remote), sameAttemptMs);
  }
  return found;
}

/** Whether it is the same end of a connection. */
export function isSame(one: Endpoint, other: Endpoint): boolean {
  return formatEndpoint(one) === formatEndpoint(other);
}

function isBetween({ opener, peer }: Flow, one: Endpoint, other: Endpoint): boolean {
  return (isSame(opener, one) && isSame(peer, other)) || (isSame(opener, other) && isSame(peer, one));
}

function startOf({ handshake: { syn } }: Connection): number | null {
  return syn.state === 'seen' ? syn.atMs : null;
}

function nearest(
  flows: readonly Flow[],
  atMs: number | null,
  clock: RunClock,
): { readonly flow: Flow; readonly apartMs: number } | null {
  let best: { readonly flow: Flow; readonly apartMs: number } | null = null;
  for (const flow of flows) {
    const apartMs = atMs === null ? 0 : Math.abs(clock.at(flow.firstAtMs) - atMs);
    if (best === null || apartMs < best.apartMs) best = { flow, apartMs };
  }
  return best;
}
