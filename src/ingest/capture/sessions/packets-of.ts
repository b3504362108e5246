import { hopsOf } from '../../../core/hops.ts';
import type { EndFacts, IcmpFact, PacketFacts, ResetFact } from '../../../core/packet-facts.ts';
import type { Ends, Packets } from '../../recording.ts';
import type { Flow, FlowEnd, IcmpError, Reset } from '../flow.ts';

/** Who sent the SYN. */
export type Opener = 'client' | 'server';

/** TTLs of packets that the hosts themselves are known to have sent, to compare those of a RST with. */
export interface KnownTtls {
  readonly client: number | null;
  readonly server: number | null;
}

/** The flow's two ends by their roles in FTP. */
export function sidesOf(flow: Flow, opener: Opener): { readonly client: FlowEnd; readonly server: FlowEnd } {
  return opener === 'client' ? { client: flow.opener, server: flow.peer } : { client: flow.peer, server: flow.opener };
}

/** The two ends of a flow by their role, given who opened it. */
export function endsOf(flow: Flow, opener: Opener): Ends {
  const { client, server } = sidesOf(flow, opener);
  return {
    client: { host: client.host, port: client.port },
    server: { host: server.host, port: server.port },
  };
}

/** All that the packets of a flow tell. */
export function packetsOf(flow: Flow, opener: Opener, known: KnownTtls): Packets {
  const { client, server } = sidesOf(flow, opener);
  const facts: PacketFacts = {
    client: endFacts(client, known.client),
    server: endFacts(server, known.server),
    icmp: flow.icmpErrors.map(icmpFact),
  };
  return { handshake: flow.handshake(), synRetransmits: flow.synRetransmits, facts };
}

function endFacts(end: FlowEnd, knownTtl: number | null): EndFacts {
  const { ttl, mss, initialSequence, retransmits, largestSegment, largestAcknowledged, mostRepeated, reset } = end;
  return {
    ttl,
    hops: ttl === null ? null : hopsOf(ttl),
    mss,
    initialSequence,
    retransmits,
    largestSegment,
    largestAcknowledged,
    repeated:
      mostRepeated === null
        ? null
        : {
            bytes: mostRepeated.bytes,
            repeats: mostRepeated.repeats,
            isAcknowledged: mostRepeated.isAcknowledged,
          },
    unacknowledgedBytes: end.unacknowledgedBytes,
    ...(end.windowClosings > 0 && { closedWindow: { times: end.windowClosings, atMs: end.windowClosedAtMs } }),
    reset: reset === null ? null : resetFact(reset, ttl ?? knownTtl),
  };
}

/** Farther than any path is long: a SYN so near its end was sent to die on the way, as those of a trace are. */
const mostHops = 32;

/** Whoever begins to count elsewhere for a RST (Cisco does) is still as far away: the hops are compared, not the TTLs. */
function resetFact({ atMs, ttl }: Reset, knownTtl: number | null): ResetFact {
  const hops = hopsOf(ttl);
  const isPlaced = knownTtl !== null && hopsOf(knownTtl) <= mostHops;
  return { atMs, ttl, hops, isForged: isPlaced ? hops !== hopsOf(knownTtl) : null };
}

function icmpFact({ atMs, from, version, type, code, mtu }: IcmpError): IcmpFact {
  return { atMs, from, version, type, code, mtu };
}
