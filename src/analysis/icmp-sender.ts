import { isSameAddress } from '../core/address-class.ts';
import type { Connection } from '../core/connection.ts';
import type { Endpoint } from '../core/endpoint.ts';

/** Who rejected packets to an endpoint with an ICMP error, as captured packets show: its address; undefined where none do. */
export function icmpSender(connections: readonly Connection[], to: Endpoint): string | undefined {
  const rejected = connections.find(
    ({ remote, packets }) =>
      remote?.port === to.port && isSameAddress(remote.host, to.host) && (packets?.icmp.length ?? 0) > 0,
  );
  return rejected?.packets?.icmp[0]?.from;
}
