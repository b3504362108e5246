import type { Label, LabScenario } from '../scenario.ts';
import { healthy, healthyOnIPv6 } from './healthy-label.ts';
import { either, type Situation, withAndWithoutRights } from './rights-variants.ts';

/** Drops the first SYN between two ports, and none that is sent again: the limit lets one pass as such in ten minutes. */
const firstSyn = (name: string, ports: string): string =>
  `${ports} tcp flags & (syn | ack) == syn meter ${name} { tcp sport . tcp dport timeout 10m limit rate 6/hour burst 1 packets } drop`;

/** It works, a second late. That may be said, and no firewall may be blamed. */
const late: Label = {
  ...healthy,
  status: ['ok', 'degraded'],
  cause: ['none', 'network'],
  side: ['none', 'path', 'unknown'],
  absent: ['passive-port-filtered', 'active-connection-never-arrives', 'passive-range-partly-open', 'epsv-blocked'],
};

const clamp = ['tcp flags syn tcp option maxseg size set 1200'];

const situations: readonly Situation[] = [
  {
    name: 'healthy-observed',
    title: 'Everything works across three routers.',
    path: { transit: true, rttMs: 20 },
    server: { program: 'vsftpd' },
    label: either(healthy),
  },
  {
    name: 'healthy-observed-ipv6',
    title: 'Everything works across three routers over IPv6.',
    path: { transit: true, family: 6, rttMs: 20 },
    server: { program: 'scripted' },
    label: either(healthyOnIPv6),
  },
  {
    name: 'healthy-observed-mss-clamped',
    title: 'A router makes the segments of every connection smaller than either end would, as those of DSL lines do.',
    path: { transit: true, firewall: { clientRouter: { forward: clamp } } },
    server: { program: 'scripted', files: 300 },
    label: either(healthy),
  },
  {
    name: 'healthy-observed-narrow-link',
    title: 'The links between the routers are narrow, and both ends are told.',
    path: { transit: true, mtu: 1300 },
    server: { program: 'vsftpd', files: 300 },
    label: either(healthy),
  },
  {
    name: 'first-syn-lost-passive',
    title: "The client's first SYN of every passive data connection is lost.",
    path: { transit: true, firewall: { transitRouter: { forward: [firstSyn('lost', 'tcp dport 40000-40100')] } } },
    server: { program: 'scripted' },
    label: either(late),
  },
  {
    name: 'first-syn-lost-active',
    title: "The server's first SYN of every active data connection is lost.",
    path: { transit: true, firewall: { transitRouter: { forward: [firstSyn('lost', 'tcp dport 50000-60999')] } } },
    server: { program: 'scripted' },
    label: either(late),
  },
];

/** What packets and hops show where nothing is wrong, or nothing that TCP does not repair. */
export const observedScenarios: readonly LabScenario[] = withAndWithoutRights(situations);
