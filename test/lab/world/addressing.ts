import type { PathPlan } from '../scenario.ts';

/** A host's address in either family, without prefix length. */
export interface AddressPair {
  readonly v4: string;
  readonly v6: string;
}

/** Two addresses that face each other on one network: the host's, and its router's. */
export interface Network {
  readonly host: AddressPair;
  readonly router: AddressPair;
  readonly prefix4: string;
  readonly prefix6: string;
}

/** Documentation addresses (RFC 5737, RFC 3849) count as public here; IPv6 is routed even where IPv4 is translated. */
const clientNetwork6 = network6('2001:db8:1::');
const serverNetwork6 = network6('2001:db8:2::');
const innerNetwork6 = network6('2001:db8:20::');

const publicClient = network('198.51.100', clientNetwork6);
const natClient = network('192.168.10', clientNetwork6);
const publicServer = network('192.0.2', serverNetwork6);
const natServer = network('10.20.0', serverNetwork6);

/** The link between the two routers: both of its ends are outside addresses. */
export const middle = {
  client: { v4: '203.0.113.1', v6: '2001:db8:f::1' },
  server: { v4: '203.0.113.2', v6: '2001:db8:f::2' },
} as const;

/** The router between the two, at its client's end and at its server's; its addresses are for benchmarks (RFC 2544, RFC 5180). */
export const transit = {
  near: { v4: '198.18.0.1', v6: '2001:2:0:1::1' },
  far: { v4: '198.19.0.1', v6: '2001:2:0:2::1' },
} as const;

/** The second host of the server's network. */
export const lanClient: AddressPair = { v4: '10.20.0.3', v6: '2001:db8:2::3' };

/** Between the server's two NATs; the inner one is its host. */
export const betweenNats = network('10.20.0', innerNetwork6);
const behindBothNats = network('172.16.5', serverNetwork6);

/** The network between the client and its router; a client in the server's network leaves it out. */
export function clientNetwork({ client }: PathPlan): Network {
  return client === 'nat' ? natClient : publicClient;
}

/** The network in which the server is. */
export function serverNetwork({ server }: PathPlan): Network {
  if (server === 'double-nat') return behindBothNats;
  return server === 'nat' ? natServer : publicServer;
}

function network(prefix4: string, v6: ReturnType<typeof network6>): Network {
  return {
    host: { v4: `${prefix4}.2`, v6: v6.host },
    router: { v4: `${prefix4}.1`, v6: v6.router },
    prefix4: `${prefix4}.0/24`,
    prefix6: v6.prefix,
  };
}

function network6(prefix: string): { host: string; router: string; prefix: string } {
  return { host: `${prefix}2`, router: `${prefix}1`, prefix: `${prefix}/64` };
}
