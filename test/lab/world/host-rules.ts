import type { Firewall, PathPlan } from '../scenario.ts';
import { type Chain, rulesetText } from './chain.ts';
import { natChains } from './nat.ts';
import type { ServerPorts } from './server-ports.ts';
import type { WorldHost } from './topology.ts';

/** The kernel's helper reads the control connection on port 21 alone, as it does wherever it is left to its defaults. */
const ftpHelper = 'ct helper ftp { type "ftp" protocol tcp; }';
const readPort21 = ['tcp dport 21 ct helper set "ftp"'];

/** All nftables rules of a host: the scenario's firewall, and what the rest of the plan needs. */
export function hostRules(host: WorldHost, plan: PathPlan, server: ServerPorts): string {
  const hasHelper = plan.ftpHelper?.some(name => name === host) ?? false;
  const firewall = host === 'innerRouter' ? undefined : plan.firewall?.[host];
  return rulesetText(
    [
      ...(hasHelper ? helperChains : []),
      ...linkChains(host, plan),
      ...(firewall === undefined ? [] : firewallChains(firewall)),
      ...natChains(host, plan, server),
    ],
    hasHelper ? [ftpHelper] : [],
  );
}

/** The helper is given to a connection before any filter asks what is related to it. */
const helperChains: readonly Chain[] = [
  { name: 'helper-in', type: 'filter', hook: 'prerouting', priority: 'filter - 20', rules: readPort21 },
  { name: 'helper-out', type: 'filter', hook: 'output', priority: 'filter - 20', rules: readPort21 },
];

function firewallChains({ raw = [], input = [], output = [], forward = [] }: Firewall): Chain[] {
  return [
    { name: 'raw', type: 'filter', hook: 'prerouting', priority: 'raw', rules: raw },
    { name: 'input', type: 'filter', hook: 'input', priority: 'filter', rules: input },
    { name: 'output', type: 'filter', hook: 'output', priority: 'filter', rules: output },
    { name: 'forward', type: 'filter', hook: 'forward', priority: 'filter', rules: forward },
  ];
}

/** What the routers do to whatever passes between them. */
function linkChains(host: WorldHost, { lossPercent = 0, filtersIcmp = false, idleTimeoutS }: PathPlan): Chain[] {
  if (host !== 'clientRouter' && host !== 'transitRouter' && host !== 'serverRouter') return [];
  // Each side's router loses what it sends out, so that a packet is at risk once.
  const lost = lossPercent > 0 ? [`oifname "wan" numgen random mod 1000 < ${Math.round(lossPercent * 10)} drop`] : [];
  const tooBig = filtersIcmp
    ? ['icmp type destination-unreachable icmp code frag-needed drop', 'icmpv6 type packet-too-big drop']
    : [];
  const forgotten = idleTimeoutS !== undefined && host === 'clientRouter' ? ['ct state invalid drop'] : [];
  return [
    { name: 'loss', type: 'filter', hook: 'postrouting', priority: 'mangle', rules: lost },
    { name: 'size-complaints', type: 'filter', hook: 'output', priority: 'filter - 10', rules: tooBig },
    { name: 'in-passing', type: 'filter', hook: 'forward', priority: 'filter - 10', rules: [...tooBig, ...forgotten] },
  ];
}
