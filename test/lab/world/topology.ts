import type { HostName, PathPlan } from '../scenario.ts';
import {
  type AddressPair,
  betweenNats,
  clientNetwork,
  lanClient,
  middle,
  type Network,
  serverNetwork,
} from './addressing.ts';

/** The inner of the server's two NATs is a host that only `double-nat` has. */
export type WorldHost = HostName | 'innerRouter';

/** A device of a host. Routers have `lan` and `wan`, the two ends `eth0`. */
export interface Device {
  readonly name: string;
  readonly address: AddressPair;
  /** Who is reached through it without a router: single addresses, or whole networks. */
  readonly neighbours: readonly string[];
  /** 1500 when left out. */
  readonly mtu?: number;
  /** The devices that are bridged into this one. */
  readonly ports?: readonly string[];
}

/** A network device at either end of a wire. */
export interface Link {
  readonly ends: readonly [WireEnd, WireEnd];
  /** Whether other hosts are on the same wire, which then needs neighbour discovery. */
  readonly isShared: boolean;
}

export interface WireEnd {
  readonly host: WorldHost;
  readonly device: string;
}

export interface Host {
  readonly devices: readonly Device[];
  readonly routes: readonly string[];
  readonly isRouter: boolean;
}

/** Everything that `ip` has to make, without the link between the routers. */
export interface Topology {
  readonly hosts: ReadonlyMap<WorldHost, Host>;
  readonly links: readonly Link[];
}

/** A router forwards to what it knows and swallows the rest, as the internet does with private and unassigned addresses. */
const swallowRest = ['blackhole 0.0.0.0/0', 'blackhole ::/0'];

/** RFC 8200 §5. A narrower link carries IPv4 alone. */
const leastMtu6 = 1280;

/** Throws when the plan contradicts itself. */
export function planTopology(plan: PathPlan): Topology {
  const onServerLan = plan.client === 'server-lan';
  if (onServerLan && plan.server !== 'nat')
    throw new Error("a client on the server's network needs a server behind NAT");
  if (plan.family === 6 && (plan.mtu ?? leastMtu6) < leastMtu6) throw new Error(`IPv6 needs an MTU of ${leastMtu6}`);
  const near = clientNetwork(plan);
  const far = serverNetwork(plan);
  const hosts = new Map<WorldHost, Host>();
  hosts.set('client', onServerLan ? endHost(lanClient, far, true) : endHost(near.host, near, false));
  hosts.set('clientRouter', {
    isRouter: true,
    devices: [
      ...(onServerLan ? [] : [facing('lan', near.router, near.host)]),
      middleEnd(middle.client, middle.server, plan),
    ],
    routes: [...routesTo(far, middle.server, (plan.server ?? 'public') === 'public'), ...swallowRest],
  });
  hosts.set('server', endHost(far.host, far, onServerLan));
  const back = onServerLan ? [] : routesTo(near, middle.client, plan.client !== 'nat');
  const outside = middleEnd(middle.server, middle.client, plan);
  if (plan.server === 'double-nat') {
    hosts.set('serverRouter', {
      isRouter: true,
      devices: [outside, facing('lan', betweenNats.router, betweenNats.host)],
      routes: [...back, ...routesTo(far, betweenNats.host, false), ...swallowRest],
    });
    hosts.set('innerRouter', {
      isRouter: true,
      devices: [facing('wan', betweenNats.host, betweenNats.router), facing('lan', far.router, far.host)],
      routes: defaultRoutes(betweenNats.router),
    });
  } else {
    const lan = onServerLan
      ? { name: 'lan', address: far.router, neighbours: [far.prefix4, far.prefix6], ports: ['lan0', 'lan1'] }
      : facing('lan', far.router, far.host);
    hosts.set('serverRouter', { isRouter: true, devices: [outside, lan], routes: [...back, ...swallowRest] });
  }
  return { hosts, links: planLinks(plan) };
}

function planLinks({ client, server }: PathPlan): Link[] {
  if (client === 'server-lan') {
    return [
      { ends: [end('server', 'eth0'), end('serverRouter', 'lan0')], isShared: true },
      { ends: [end('client', 'eth0'), end('serverRouter', 'lan1')], isShared: true },
    ];
  }
  const clientLink = { ends: [end('client', 'eth0'), end('clientRouter', 'lan')], isShared: false } as const;
  if (server !== 'double-nat') {
    return [clientLink, { ends: [end('serverRouter', 'lan'), end('server', 'eth0')], isShared: false }];
  }
  return [
    clientLink,
    { ends: [end('serverRouter', 'lan'), end('innerRouter', 'wan')], isShared: false },
    { ends: [end('innerRouter', 'lan'), end('server', 'eth0')], isShared: false },
  ];
}

function end(host: WorldHost, device: string): WireEnd {
  return { host, device };
}

function endHost(address: AddressPair, network: Network, isShared: boolean): Host {
  const neighbours = isShared ? [network.prefix4, network.prefix6] : [network.router.v4, network.router.v6];
  return { isRouter: false, devices: [{ name: 'eth0', address, neighbours }], routes: defaultRoutes(network.router) };
}

function facing(name: string, own: AddressPair, other: AddressPair): Device {
  return { name, address: own, neighbours: [other.v4, other.v6] };
}

function middleEnd(own: AddressPair, other: AddressPair, { mtu }: PathPlan): Device {
  const device = facing('wan', own, other);
  return mtu === undefined ? device : { ...device, mtu };
}

function defaultRoutes(via: AddressPair): string[] {
  return [`0.0.0.0/0 via ${via.v4}`, `::/0 via ${via.v6}`];
}

/** A network behind NAT has no route in IPv4; in IPv6 none is translated. */
function routesTo({ prefix4, prefix6 }: Network, via: AddressPair, isPublic: boolean): string[] {
  const v6 = `${prefix6} via ${via.v6}`;
  return isPublic ? [`${prefix4} via ${via.v4}`, v6] : [v6];
}
