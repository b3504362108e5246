import type { CaptureFacts } from '../../core/capture-facts.ts';
import type { Connection, Handshake, Moment } from '../../core/connection.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Flow } from '../capture/flow.ts';
import { type KnownTtls, packetsOf } from '../capture/sessions/packets-of.ts';
import { awaitedConnections } from './awaited-connections.ts';
import { readLiveFlows } from './live-flows.ts';
import { isSame, matchFlows } from './match-flows.ts';
import { RunClock } from './run-clock.ts';
import { spokenOn, withSpoken } from './spoken-steps.ts';

/** What was recorded while a run went on. */
export interface RunPackets {
  readonly facts: Exclude<CaptureFacts, { by: 'none' }>;
  /** The packets as a capture file, in parts. */
  readonly pcap: readonly Uint8Array[];
  /** When the run began, by the packets' clock: milliseconds since 1970, with fractions. */
  readonly runStartedMs: number;
}

/**
 * The evidence of a live run with what its own packets tell: moments of connections and of the dialogue become those of
 * packets, and connections that a server did not open are there with what came, or did not come, to our listener.
 */
export async function withPackets(evidence: Evidence, packets: RunPackets): Promise<Evidence> {
  const { facts, pcap, runStartedMs } = packets;
  const control = evidence.connections.filter(({ role }) => role === 'control');
  const live = await readLiveFlows(
    pcap,
    control.flatMap(({ remote }) => remote ?? []),
  );
  if (live.startedMs === null) return { ...evidence, capture: facts };
  const clock = new RunClock(live.startedMs - runStartedMs);
  const found = matchFlows(evidence.connections, live.flows, clock);
  const isWhole = facts.lost === 0;
  const known = knownTtls(evidence.connections, found);
  const matched = evidence.connections.map(connection => {
    const flow = found.get(connection.id);
    return flow === undefined ? connection : withFlow(connection, flow, { clock, known, isWhole });
  });
  const claimed = new Set(found.values());
  const others = live.flows.filter(flow => !claimed.has(flow));
  const awaited = awaitedConnections(evidence, others, { clock, isWhole, known });
  const spoken = spokenOn(evidence, found, live, clock);
  return { ...withSpoken({ ...evidence, connections: [...matched, ...awaited] }, spoken), capture: facts };
}

function withFlow(
  connection: Connection,
  flow: Flow,
  { clock, known, isWhole }: { readonly clock: RunClock; readonly known: KnownTtls; readonly isWhole: boolean },
): Connection {
  const { local, opener } = connection;
  const isOurs = local === null ? opener === 'client' : isSame(flow.opener, local);
  const { handshake, synRetransmits, facts } = clock.packets(packetsOf(flow, isOurs ? 'client' : 'server', known));
  return {
    ...connection,
    local: local ?? { host: flow.opener.host, port: flow.opener.port },
    handshake: merged(connection.handshake, handshake, isWhole),
    synRetransmits,
    ...(facts !== undefined && { packets: facts }),
  };
}

/** What packets leave open, the socket may know; what it missed, packets without a loss have missed as well. */
function merged(socket: Handshake, packets: Handshake, isWhole: boolean): Handshake {
  const one = (name: keyof Handshake): Moment => {
    const seen = packets[name];
    if (seen.state === 'seen' || (seen.state === 'missing' && isWhole)) return seen;
    const own = socket[name];
    return own.state === 'missing' && isWhole ? { state: 'missing', known: 'packet' } : own;
  };
  return {
    syn: one('syn'),
    synAck: one('synAck'),
    ack: one('ack'),
    firstByte: one('firstByte'),
    fin: one('fin'),
    lastAck: one('lastAck'),
  };
}

/** The time to live of both hosts' own packets on the first control connection that stood. */
function knownTtls(connections: readonly Connection[], found: ReadonlyMap<number, Flow>): KnownTtls {
  for (const { id, role } of connections) {
    const flow = role === 'control' ? found.get(id) : undefined;
    if (flow !== undefined && flow.peer.ttl !== null) return { client: flow.opener.ttl, server: flow.peer.ttl };
  }
  return { client: null, server: null };
}
