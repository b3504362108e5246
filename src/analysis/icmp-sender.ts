import { isSameAddress } from '../core/address-class.ts';
import type { Connection } from '../core/connection.ts';
import type { Endpoint } from '../core/endpoint.ts';

/**
 * Who rejected packets to an endpoint with an ICMP error, as captured packets or the socket's error queue show: its
 * address; undefined where none do.
 */
export function icmpSender(connections: readonly Connection[], to: Endpoint): string | undefined {
  for (const { remote, packets, icmp } of connections) {
    if (remote?.port !== to.port || !isSameAddress(remote.host, to.host)) continue;
    const fact = packets?.icmp[0] ?? icmp;
    if (fact !== undefined) return fact.from;
  }
  return undefined;
}
