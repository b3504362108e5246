import type { Side } from '../../../src/core/finding.ts';
import type { Firewall, HostName, Label, LabScenario, PathPlan } from '../scenario.ts';
import { publicServer } from './addresses.ts';
import { passiveBlocked } from './fault-labels.ts';
import { modesOnIPv6 } from './mode-labels.ts';
import { proven, type Situation, unprovable, withAndWithoutRights } from './rights-variants.ts';

const established = 'ct state established,related accept';
const outbound = `ip daddr ${publicServer} tcp dport 1024-65535`;
const range = 'tcp dport 40000-40100';

/** A place at which something stops what goes to the passive ports. */
interface Place {
  readonly name: string;
  readonly who: string;
  readonly host: HostName;
  readonly side: Side;
  /** What it stops: those on the client's way out know nothing of the server's range. */
  readonly what: string;
}

const clientRouter: Place = {
  name: 'client-router',
  who: "The client's router",
  host: 'clientRouter',
  side: 'client',
  what: outbound,
};
const transit: Place = {
  name: 'transit',
  who: 'A router of neither side',
  host: 'transitRouter',
  side: 'path',
  what: outbound,
};
const serverRouter: Place = {
  name: 'server-router',
  who: "The server's router",
  host: 'serverRouter',
  side: 'server',
  what: range,
};
const server: Place = {
  name: 'server',
  who: "The server's own firewall",
  host: 'server',
  side: 'server',
  what: range,
};
const places = [clientRouter, transit, serverRouter, server];

/** What is done to the SYN, in nftables' words and in ours. */
interface Deed {
  readonly name: string;
  readonly does: string;
  readonly statement: string;
}

const drop: Deed = { name: 'dropped', does: 'drops what goes to the passive ports', statement: 'drop' };
const reset: Deed = {
  name: 'reset',
  does: 'answers with a RST on the passive ports',
  statement: 'reject with tcp reset',
};
const prohibited: Deed = {
  name: 'admin-prohibited',
  does: 'answers with admin-prohibited on the passive ports',
  statement: 'reject with icmpx admin-prohibited',
};
const portUnreachable: Deed = {
  name: 'port-unreachable',
  does: 'answers with port-unreachable on the passive ports',
  statement: 'reject with icmpx port-unreachable',
};

/** Where an answer takes no time, it may be back before connect() can hear it. */
const rttMs = 10;

function situation(place: Place, deed: Deed, path: PathPlan = {}): Situation {
  const rules = [established, `${place.what} ${deed.statement}`];
  const firewall: Firewall = place.host === 'server' ? { input: rules } : { forward: rules };
  const isIPv6 = path.family === 6;
  return {
    name: `located-passive-${deed.name}-at-${place.name}${isIPv6 ? '-ipv6' : ''}`,
    title: `${place.who} ${deed.does}${isIPv6 ? ' over IPv6' : ''}.`,
    path: { transit: true, ...path, firewall: { [place.host]: firewall } },
    // One that ordinary users can start too, where the check has the rights of their namespace, or none.
    server: { program: 'scripted' },
    label: proven(isIPv6 ? passiveBlocked('server', modesOnIPv6) : passiveBlocked('server'), place.side),
  };
}

/** Its RST is the one of a port at which nothing listens, on the same machine. */
const refusedByServer: Label = { ...passiveBlocked('server'), cause: ['firewall', 'server'] };

const situations: readonly Situation[] = [
  ...places.map(place => situation(place, drop)),
  {
    ...situation({ ...clientRouter, what: range }, drop),
    name: 'located-passive-range-dropped-at-client-router',
    title: "The client's router drops what goes to just the server's passive ports, as else the server's would.",
  },
  situation({ ...transit, what: range }, drop, { family: 6 }),
  ...[clientRouter, transit, serverRouter].map(place => situation(place, reset, { rttMs })),
  { ...situation(server, reset, { rttMs }), label: unprovable(refusedByServer, 'server') },
  ...places.map(place => situation(place, prohibited, { rttMs })),
  situation(serverRouter, prohibited, { rttMs, family: 6 }),
  ...places.map(place => situation(place, portUnreachable, { rttMs })),
];

/** Where the connections of passive mode are stopped, with and without the right to capture. */
export const locatedPassive: readonly LabScenario[] = withAndWithoutRights(situations);
