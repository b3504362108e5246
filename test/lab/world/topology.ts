import type { HostName, PathPlan } from '../scenario.ts';
import {
  type AddressPair,
  betweenNats,
  clientNetwork,
  lanClient,
  middle,
  type Network,
  serverNetwork,
  transit,
} from './addressing.ts';

/** The inner of the server's two NATs is a host that only `double-nat` has. */
export type WorldHost = HostName | 'innerRouter';

/** A device of a host. Routers have `lan` and `wan`, the one between them `near` and `far`, the two ends `eth0`. */
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

/** Everything that `ip` has to make, without the link that leaves the client's router for the server. */
export interface Topology {
  readonly hosts: ReadonlyMap<WorldHost, Host>;
  readonly links: readonly Link[];
}

/** Throws when the plan contradicts itself. */
export function planTopology(plan: PathPlan): Topology {
  if (plan.client === 'server-lan' && plan.server !== 'nat') {
    throw new Error("a client on the server's network needs a server behind NAT");
  }
  if (plan.family === 6 && (plan.mtu ?? leastMtu6) < leastMtu6) throw new Error(`IPv6 needs an MTU of ${leastMtu6}`);
  if (!plan.transit && plan.firewall?.transitRouter !== undefined) {
    throw new Error('the transit router has a firewall, and the path has no transit router');
  }
  const parts = [clientSide(plan), ...(plan.transit ? [betweenSides(plan)] : []), serverSide(plan)];
  return { hosts: new Map(parts.flatMap(part => part.hosts)), links: parts.flatMap(part => part.links) };
}

/** RFC 8200 §5. A narrower link carries IPv4 alone. */
const leastMtu6 = 1280;

/** Some hosts of the path in their order, and what joins them. */
interface Part {
  readonly hosts: readonly (readonly [WorldHost, Host])[];
  readonly links: readonly Link[];
}

function clientSide(plan: PathPlan): Part {
  const near = clientNetwork(plan);
  const next = plan.transit ? transit.near : middle.server;
  const outside = middleEnd('wan', middle.client, next, plan);
  const onward = [
    ...routesTo(serverNetwork(plan), next, (plan.server ?? 'public') === 'public'),
    ...(plan.transit ? addressRoutes([middle.server, transit.far], next) : []),
  ];
  if (plan.client === 'server-lan') {
    return {
      hosts: [
        ['client', sharingHost(lanClient, serverNetwork(plan))],
        ['clientRouter', router([outside], onward)],
      ],
      links: [],
    };
  }
  return {
    hosts: [
      ['client', loneHost(near)],
      ['clientRouter', router([facing('lan', near.router, near.host), outside], onward)],
    ],
    links: [wire(['client', 'eth0'], ['clientRouter', 'lan'])],
  };
}

function serverSide(plan: PathPlan): Part {
  const far = serverNetwork(plan);
  const next = plan.transit ? transit.far : middle.client;
  const outside = middleEnd('wan', middle.server, next, plan);
  const back = [
    ...(plan.client === 'server-lan' ? [] : routesTo(clientNetwork(plan), next, plan.client !== 'nat')),
    ...(plan.transit ? addressRoutes([middle.client, transit.near], next) : []),
  ];
  if (plan.client === 'server-lan') {
    const lan = { name: 'lan', address: far.router, neighbours: [far.prefix4, far.prefix6], ports: ['lan0', 'lan1'] };
    return {
      hosts: [
        ['serverRouter', router([outside, lan], back)],
        ['server', sharingHost(far.host, far)],
      ],
      links: [
        { ...wire(['serverRouter', 'lan0'], ['server', 'eth0']), isShared: true },
        { ...wire(['serverRouter', 'lan1'], ['client', 'eth0']), isShared: true },
      ],
    };
  }
  if (plan.server === 'double-nat') {
    const between = facing('lan', betweenNats.router, betweenNats.host);
    return {
      hosts: [
        ['serverRouter', router([outside, between], [...back, ...routesTo(far, betweenNats.host, false)])],
        ['innerRouter', innerRouter(far)],
        ['server', loneHost(far)],
      ],
      links: [wire(['serverRouter', 'lan'], ['innerRouter', 'wan']), wire(['innerRouter', 'lan'], ['server', 'eth0'])],
    };
  }
  return {
    hosts: [
      ['serverRouter', router([outside, facing('lan', far.router, far.host)], back)],
      ['server', loneHost(far)],
    ],
    links: [wire(['serverRouter', 'lan'], ['server', 'eth0'])],
  };
}

/** The router that is neither side's, and its link to the server's. */
function betweenSides(plan: PathPlan): Part {
  const devices = [
    middleEnd('near', transit.near, middle.client, plan),
    middleEnd('far', transit.far, middle.server, plan),
  ];
  const routes = [
    ...(plan.client === 'server-lan' ? [] : routesTo(clientNetwork(plan), middle.client, plan.client !== 'nat')),
    ...routesTo(serverNetwork(plan), middle.server, (plan.server ?? 'public') === 'public'),
  ];
  return {
    hosts: [['transitRouter', router(devices, routes)]],
    links: [wire(['transitRouter', 'far'], ['serverRouter', 'wan'])],
  };
}

/** Forwards to what it knows and swallows the rest, as the internet does with private and unassigned addresses. */
function router(devices: readonly Device[], routes: readonly string[]): Host {
  return { isRouter: true, devices, routes: [...routes, 'blackhole 0.0.0.0/0', 'blackhole ::/0'] };
}

function innerRouter(far: Network): Host {
  const devices = [facing('wan', betweenNats.host, betweenNats.router), facing('lan', far.router, far.host)];
  return { isRouter: true, devices, routes: defaultRoutes(betweenNats.router) };
}

/** A host that reaches even its own network through the router, and so nobody there. */
function loneHost({ host, router }: Network): Host {
  return { isRouter: false, devices: [facing('eth0', host, router)], routes: defaultRoutes(router) };
}

function sharingHost(address: AddressPair, { prefix4, prefix6, router }: Network): Host {
  const device = { name: 'eth0', address, neighbours: [prefix4, prefix6] };
  return { isRouter: false, devices: [device], routes: defaultRoutes(router) };
}

function facing(name: string, own: AddressPair, other: AddressPair): Device {
  return { name, address: own, neighbours: [other.v4, other.v6] };
}

function middleEnd(name: string, own: AddressPair, other: AddressPair, { mtu }: PathPlan): Device {
  const device = facing(name, own, other);
  return mtu === undefined ? device : { ...device, mtu };
}

function wire(near: readonly [WorldHost, string], far: readonly [WorldHost, string]): Link {
  const end = ([host, device]: typeof near): WireEnd => ({ host, device });
  return { ends: [end(near), end(far)], isShared: false };
}

function defaultRoutes(via: AddressPair): string[] {
  return [`0.0.0.0/0 via ${via.v4}`, `::/0 via ${via.v6}`];
}

function addressRoutes(addresses: readonly AddressPair[], via: AddressPair): string[] {
  return addresses.flatMap(({ v4, v6 }) => [`${v4} via ${via.v4}`, `${v6} via ${via.v6}`]);
}

/** A network behind NAT has no route in IPv4; in IPv6 none is translated. */
function routesTo({ prefix4, prefix6 }: Network, via: AddressPair, isPublic: boolean): string[] {
  const v6 = `${prefix6} via ${via.v6}`;
  return isPublic ? [`${prefix4} via ${via.v4}`, v6] : [v6];
}
