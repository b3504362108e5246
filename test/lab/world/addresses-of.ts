import type { PathPlan } from '../scenario.ts';
import { type AddressPair, clientNetwork, lanClient, middle, serverNetwork } from './addressing.ts';

/** The ends and the routers of a path as a check meets them. */
export interface WorldAddresses {
  readonly client: string;
  /** The client as the server sees it. */
  readonly clientOutside: string;
  /** Either router's address on the link between them. */
  readonly clientRouter: string;
  readonly serverRouter: string;
  readonly server: string;
  /** The server as the internet sees it. */
  readonly serverOutside: string;
}

/** Of the family that the path uses. */
export function addressesOf(plan: PathPlan): WorldAddresses {
  const family = plan.family === 6 ? 'v6' : 'v4';
  const client = clientAddress(plan);
  return {
    client: client[family],
    clientOutside: (plan.client === 'nat' ? translated(client, middle.client) : client)[family],
    clientRouter: middle.client[family],
    server: serverNetwork(plan).host[family],
    serverOutside: serverOutside(plan)[family],
    serverRouter: middle.server[family],
  };
}

export function clientAddress(plan: PathPlan): AddressPair {
  return plan.client === 'server-lan' ? lanClient : clientNetwork(plan).host;
}

export function serverOutside(plan: PathPlan): AddressPair {
  const own = serverNetwork(plan).host;
  return (plan.server ?? 'public') === 'public' ? own : translated(own, middle.server);
}

/** IPv6 is routed to the host itself. */
function translated(own: AddressPair, outside: AddressPair): AddressPair {
  return { v4: outside.v4, v6: own.v6 };
}
