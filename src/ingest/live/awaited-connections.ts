import type { Connection, Handshake, Moment } from '../../core/connection.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { ActiveTrial, Evidence } from '../../core/evidence.ts';
import type { Flow } from '../capture/flow.ts';
import { type KnownTtls, packetsOf } from '../capture/sessions/packets-of.ts';
import type { RunClock } from './run-clock.ts';

const unknown: Moment = { state: 'unknown' };

interface Surroundings {
  readonly clock: RunClock;
  readonly known: KnownTtls;
  /** Whether nothing was lost: only then what was not seen did not come. */
  readonly isWhole: boolean;
}

/**
 * The connections that servers were asked to open and that never reached our program: with the SYN where one came to our
 * port, even if a firewall of this machine took it; without one, it is missing.
 */
export function awaitedConnections(
  evidence: Evidence,
  flows: readonly Flow[],
  surroundings: Surroundings,
): readonly Connection[] {
  let nextId = Math.max(0, ...evidence.connections.map(({ id }) => id)) + 1;
  const awaited: Connection[] = [];
  for (const trial of evidence.trials) {
    const local = trial.family === 'active' ? awaitedAt(trial) : null;
    if (local === null || evidence.connections.some(one => isOpenedTo(one, local.port))) continue;
    const flow = flows.find(
      ({ opener, peer, synAtMs }) => synAtMs !== null && isTo(peer, local) && !isTo(opener, local),
    );
    awaited.push({
      id: nextId++,
      role: 'data',
      opener: 'server',
      local,
      ...(flow === undefined ? withoutSyn(surroundings) : withSyn(flow, surroundings)),
    });
  }
  return awaited;
}

/** Where a trial waited in vain for a connection that the server had been told to open; null where none was due. */
function awaitedAt({ steps: { listen, reply, accept } }: ActiveTrial): Endpoint | null {
  const isDue = reply.status === 'ok' || accept.status === 'failed';
  return listen.status === 'ok' && isDue && accept.status !== 'ok' ? listen.value.local : null;
}

function isOpenedTo({ role, opener, local }: Connection, port: number): boolean {
  return role === 'data' && opener === 'server' && local?.port === port;
}

/** Whoever listens at every address of this machine is reached at each. */
function isTo(end: Endpoint, { host, port }: Endpoint): boolean {
  return end.port === port && (end.host === host || host === '0.0.0.0' || host === '::');
}

type Found = Pick<Connection, 'remote' | 'handshake' | 'synRetransmits' | 'packets'>;

function withoutSyn({ isWhole }: Surroundings): Found {
  const syn: Moment = isWhole ? { state: 'missing', known: 'packet' } : unknown;
  const handshake: Handshake = {
    syn,
    synAck: unknown,
    ack: unknown,
    firstByte: unknown,
    fin: unknown,
    lastAck: unknown,
  };
  return { remote: null, handshake, synRetransmits: null };
}

function withSyn(flow: Flow, { clock, known }: Surroundings): Found {
  const { handshake, synRetransmits, facts } = clock.packets(packetsOf(flow, 'server', known));
  return {
    remote: { host: flow.opener.host, port: flow.opener.port },
    handshake,
    synRetransmits,
    ...(facts !== undefined && { packets: facts }),
  };
}
