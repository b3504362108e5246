import type { PathPlan, Ports } from '../scenario.ts';
import { betweenNats, middle, serverNetwork } from './addressing.ts';
import type { Chain } from './chain.ts';
import type { ServerPorts } from './server-ports.ts';
import type { WorldHost } from './topology.ts';

/** Where a NAT forwards to, and the address on its outside that it listens to for that. */
interface PortForwarding {
  readonly outside: string;
  readonly inside: string;
  readonly ports: readonly Ports[];
}

/** The NAT of a host, none for most. IPv4 only: IPv6 is routed. */
export function natChains(host: WorldHost, plan: PathPlan, server: ServerPorts): Chain[] {
  if (host === 'clientRouter' && plan.client === 'nat') return translating(null);
  const ports = plan.forwarded ?? [server.port, server.passivePorts];
  const inside = serverNetwork(plan).host.v4;
  if (host === 'innerRouter') return translating({ outside: betweenNats.host.v4, inside, ports });
  if (host !== 'serverRouter' || (plan.server ?? 'public') === 'public') return [];
  const next = plan.server === 'double-nat' ? betweenNats.host.v4 : inside;
  return translating({ outside: middle.server.v4, inside: next, ports });
}

function translating(forwarding: PortForwarding | null): Chain[] {
  return [
    {
      name: 'forwarded-ports',
      type: 'nat',
      hook: 'prerouting',
      priority: 'dstnat',
      rules: destinationRules(forwarding),
    },
    {
      name: 'outside-address',
      type: 'nat',
      hook: 'postrouting',
      priority: 'srcnat',
      rules: ['oifname "wan" meta nfproto ipv4 masquerade'],
    },
    { name: 'nobody-home', type: 'filter', hook: 'input', priority: 'filter + 10', rules: silence(forwarding) },
  ];
}

function destinationRules(forwarding: PortForwarding | null): string[] {
  if (forwarding === null || forwarding.ports.length === 0) return [];
  const { outside, inside, ports } = forwarding;
  const set = ports.map(port => (typeof port === 'number' ? port : port.join('-'))).join(', ');
  return [`iifname "wan" ip daddr ${outside} tcp dport { ${set} } dnat ip to ${inside}`];
}

/**
 * What is not forwarded ends at the router itself, which says nothing; nor does it lead those inside to its outside
 * address and back (hairpin). A scenario's own input rules come before, and can say otherwise.
 */
function silence(forwarding: PortForwarding | null): string[] {
  const unasked = 'iifname "wan" meta nfproto ipv4 meta l4proto tcp ct state new drop';
  return forwarding === null ? [unasked] : [unasked, `iifname "lan" ip daddr ${forwarding.outside} drop`];
}
