import type { Firewall, LabScenario } from '../scenario.ts';
import { publicClient } from './addresses.ts';
import { activeBlocked } from './fault-labels.ts';
import { modesOnIPv6 } from './mode-labels.ts';
import { provenByPackets, type Situation, unprovable, withAndWithoutRights } from './rights-variants.ts';

const established = 'ct state established,related accept';
const input: Firewall = { input: [established, 'tcp dport 1024-65535 ct state new drop'] };
const forward: Firewall = { forward: [established, `ip daddr ${publicClient} tcp dport 1024-65535 ct state new drop`] };

const server = { program: 'vsftpd' } as const;
const blocked = activeBlocked('client');

/** The server's SYN is dropped in silence: whether it came as far as the client's machine, packets alone can tell. */
const situations: readonly Situation[] = [
  {
    name: 'located-active-dropped-at-client',
    title: "The server's SYN arrives, and the client's own firewall drops it.",
    path: { transit: true, firewall: { client: input } },
    server,
    label: provenByPackets(blocked, 'client'),
  },
  {
    name: 'located-active-dropped-at-client-ipv6',
    title: "The server's SYN arrives over IPv6, and the client's own firewall drops it.",
    path: { transit: true, family: 6, firewall: { client: input } },
    server: { program: 'scripted' },
    label: provenByPackets(activeBlocked('client', modesOnIPv6), 'client'),
  },
  {
    name: 'located-active-dropped-at-client-router',
    title: "The client's router drops the server's SYN.",
    path: { transit: true, firewall: { clientRouter: forward } },
    server,
    label: unprovable(blocked, 'client'),
  },
  {
    name: 'located-active-dropped-at-transit',
    title: "A router of neither side drops the server's SYN.",
    path: { transit: true, firewall: { transitRouter: forward } },
    server,
    label: unprovable(blocked, 'path'),
  },
  {
    name: 'located-active-dropped-at-server-router',
    title: "The server's router drops the server's SYN.",
    path: { transit: true, firewall: { serverRouter: forward } },
    server,
    label: unprovable(blocked, 'server'),
  },
];

/** Where the connections of active mode are stopped, with and without the right to capture. */
export const locatedActive: readonly LabScenario[] = withAndWithoutRights(situations);
