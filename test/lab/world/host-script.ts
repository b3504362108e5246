import type { PathPlan } from '../scenario.ts';
import { clientAddress, serverOutside } from './addresses-of.ts';
import { serverNetwork } from './addressing.ts';
import { namesScript } from './names.ts';
import type { Device, Host, WorldHost } from './topology.ts';

/** Run before a host has any device, for devices take their settings when they are made. */
export function kernelSettings(name: WorldHost, { isRouter }: Host, { idleTimeoutS }: PathPlan): string {
  const settings: Record<string, number | string> = {
    // No link-local addresses, for the two ends of a wire would have the same one; the others are usable at once.
    'ipv6/conf/default/addr_gen_mode': 1,
    'ipv6/conf/all/accept_dad': 0,
    'ipv6/conf/default/accept_dad': 0,
    // The machine's own settings may be others.
    'ipv4/conf/all/rp_filter': 0,
    'ipv4/conf/default/rp_filter': 0,
    // Finds the way around a black hole for packets of some size.
    'ipv4/tcp_mtu_probing': 0,
    // Away from the passive ports, lest a rule about these hits an active connection by chance.
    'ipv4/ip_local_port_range': '50000 60999',
    'ipv4/ip_forward': Number(isRouter),
    'ipv6/conf/all/forwarding': Number(isRouter),
  };
  if (idleTimeoutS !== undefined && name === 'clientRouter') {
    settings['netfilter/nf_conntrack_tcp_timeout_established'] = idleTimeoutS;
    // What it has forgotten it takes for no new connection either.
    settings['netfilter/nf_conntrack_tcp_loose'] = 0;
  }
  const lines = Object.entries(settings).map(([name, value]) => `echo ${value} > /proc/sys/net/${name}`);
  return [...lines, hideBridgedPackets, 'ip link set lo up'].join('\n');
}

/** What neighbours say to each other passes their router's switch, not its firewall. A kernel without br_netfilter is content. */
const hideBridgedPackets = `for file in /proc/sys/net/bridge/bridge-nf-call-*tables; do
  [ ! -e "$file" ] || echo 0 > "$file"
done`;

/** Addresses, routes, nftables rules and names of a host whose devices are there. */
export function hostScript(name: WorldHost, host: Host, plan: PathPlan, rules: string): string {
  const parts = [
    batch([
      ...host.devices.flatMap(deviceLines),
      ...host.routes.map(route => `route add ${route}`),
      // Last, because the kernel takes IPv6 off a device that becomes too narrow for it.
      ...host.devices.flatMap(({ name, mtu }) => (mtu === undefined ? [] : [`link set ${name} mtu ${mtu}`])),
    ]),
  ];
  if (rules !== '') parts.push(hereDocument('nft -f -', rules));
  if (name === 'client') parts.push(namesScript(plan.names, clientAddress(plan), serverOutside(plan)));
  if (name === 'server') parts.push(namesScript('answers', serverNetwork(plan).host, serverOutside(plan)));
  return parts.join('\n');
}

/** One run of `ip` for all the lines. */
export function batch(lines: readonly string[]): string {
  return hereDocument('ip -batch -', lines.join('\n'));
}

/** The mask says how wide the network is, the routes say who of it is there. */
function deviceLines({ name, address, neighbours, ports = [] }: Device): string[] {
  return [
    ...(ports.length > 0 ? [`link add ${name} type bridge mcast_snooping 0`] : []),
    ...ports.map(port => `link set ${port} master ${name} up`),
    `link set ${name} up`,
    `addr add ${address.v4}/24 dev ${name} noprefixroute`,
    `addr add ${address.v6}/64 dev ${name} noprefixroute`,
    ...neighbours.map(neighbour => `route add ${neighbour} dev ${name}`),
  ];
}

function hereDocument(command: string, text: string): string {
  return `${command} <<'END'\n${text}\nEND`;
}
