import type { Side } from '../../../src/core/finding.ts';
import type { Firewall, HostName, Label, LabScenario, PathPlan } from '../scenario.ts';
import { publicServer } from './addresses.ts';
import { passiveBlocked } from './fault-labels.ts';
import { modesOnIPv6 } from './mode-labels.ts';
import { either, proven, type Situation, shownByHops, withAndWithoutRights } from './rights-variants.ts';

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

const blocked = passiveBlocked('server');

function blockedOver({ family }: PathPlan): Label {
  return family === 6 ? passiveBlocked('server', modesOnIPv6) : blocked;
}

/** The last hop that answers stands on this side; who drops may be the hop after it, on another one. */
function dropped(place: Place, path: PathPlan = {}): Situation {
  const one = situation(place, drop, path);
  // The last hop before the server and the server itself are on the same side.
  return place.side === 'server' ? one : { ...one, label: shownByHops(blockedOver(path), place.side) };
}

/** Dropped before the hop is counted, so that this router does not answer, and the one before it seems to drop. */
function droppedOnArrival(place: Place, seemsToBeOn: Side): Situation {
  return {
    ...situation(place, drop),
    name: `located-passive-dropped-on-arrival-at-${place.name}`,
    title: `${place.who} drops what goes to the passive ports before it counts the hop.`,
    path: { transit: true, firewall: { [place.host]: { raw: [`${place.what} drop`] } } },
    label: either({ ...blocked, side: [place.side, seemsToBeOn, 'unknown'], knowable: false }),
  };
}

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
    label: proven(blockedOver(path), place.side),
  };
}

/** Its RST is the one of a port at which nothing listens, on the same machine: packets show the machine, and no more. */
const refusedByServer: Label = { ...blocked, cause: ['firewall', 'server'], side: ['server'], knowable: false };

const situations: readonly Situation[] = [
  ...places.map(place => dropped(place)),
  {
    ...dropped({ ...clientRouter, what: range }),
    name: 'located-passive-range-dropped-at-client-router',
    title: "The client's router drops what goes to just the server's passive ports, as else the server's would.",
  },
  dropped({ ...transit, what: range }, { family: 6 }),
  droppedOnArrival(transit, 'client'),
  droppedOnArrival(serverRouter, 'path'),
  ...[clientRouter, transit, serverRouter].map(place => situation(place, reset, { rttMs })),
  {
    ...situation(server, reset, { rttMs }),
    label: { capture: refusedByServer, none: { ...refusedByServer, side: ['server', 'unknown'] } },
  },
  ...places.map(place => situation(place, prohibited, { rttMs })),
  situation(serverRouter, prohibited, { rttMs, family: 6 }),
  ...places.map(place => situation(place, portUnreachable, { rttMs })),
];

/** Where the connections of passive mode are stopped, with and without the right to capture. */
export const locatedPassive: readonly LabScenario[] = withAndWithoutRights(situations);
