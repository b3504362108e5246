import type { Device, Host } from './topology.ts';

/** Run before a host has any device: devices take their settings when they are made. */
export function kernelSettings(isRouter: boolean): string {
  const settings: Record<string, number> = {
    // Addresses are unique by construction: they are usable at once.
    'ipv6/conf/all/accept_dad': 0,
    'ipv6/conf/default/accept_dad': 0,
    'ipv6/conf/default/accept_ra': 0,
    // No link-local addresses: the two ends of a wire would have the same one.
    'ipv6/conf/default/addr_gen_mode': 1,
    // Inherited from the machine otherwise.
    'ipv4/conf/all/rp_filter': 0,
    'ipv4/conf/default/rp_filter': 0,
    // A narrow link must hurt as it does by default.
    'ipv4/tcp_mtu_probing': 0,
    'ipv4/ip_forward': Number(isRouter),
    'ipv6/conf/all/forwarding': Number(isRouter),
  };
  const lines = Object.entries(settings).map(([name, value]) => `echo ${value} > /proc/sys/net/${name}`);
  return [...lines, 'ip link set lo up'].join('\n');
}

/** Addresses, routes and nftables rules of a host whose devices are there. */
export function hostScript(host: Host, rules: string): string {
  const batch = [...host.devices.flatMap(deviceLines), ...host.routes.map(route => `route add ${route}`)];
  const script = hereDocument('ip -batch -', batch.join('\n'));
  return rules === '' ? script : `${script}\n${hereDocument('nft -f -', rules)}`;
}

/** The mask says how wide the network is; the routes say who in it is there. */
function deviceLines({ name, address, neighbours, ports = [] }: Device): string[] {
  return [
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
