import type { PathPlan } from '../scenario.ts';
import { clientNetwork, lanClient, middle, serverNetwork } from './addressing.ts';
import { Holder } from './holder.ts';
import { hostScript, kernelSettings } from './host-script.ts';
import { type Link, planTopology, type Topology, type WorldHost } from './topology.ts';
import type { World, WorldAddresses } from './world.ts';

/** The link between the routers when nothing slows it down. */
const directMiddle: Link = {
  ends: [
    { host: 'clientRouter', device: 'wan' },
    { host: 'serverRouter', device: 'wan' },
  ],
  isShared: false,
};

/** What a server's NAT forwards by default. */
export interface ServerPorts {
  readonly port: number;
  readonly passivePorts: readonly [low: number, high: number];
}

/** Builds the network of a path. Rejects with what `ip`, `nft` or `unshare` said; then nothing of it is left. */
export async function buildWorld(plan: PathPlan, _server: ServerPorts): Promise<World> {
  const topology = planTopology(plan);
  const holders = new Map<WorldHost, Holder>();
  for (const name of topology.hosts.keys()) holders.set(name, new Holder());
  const remove = async (): Promise<void> => {
    await Promise.all([...holders.values()].map(holder => holder.end()));
  };
  try {
    await setUp(topology, holders);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    host: name => holderOf(holders, name),
    addresses: addressesOf(plan),
    describe: () => [...holders].map(([name, { prefix }]) => `${name.padEnd(13)} ${prefix.join(' ')} bash\n`).join(''),
    remove,
  };
}

async function setUp(topology: Topology, holders: ReadonlyMap<WorldHost, Holder>): Promise<void> {
  const each = (script: (name: WorldHost) => string): Promise<unknown> =>
    Promise.all([...holders].map(([name, holder]) => holder.run(script(name))));
  await each(name => kernelSettings(topology.hosts.get(name)?.isRouter ?? false));
  const wires = [...topology.links, directMiddle].map(link => wireLine(link, holders));
  await holderOf(holders, 'clientRouter').run(`ip -batch - <<'END'\n${wires.join('\n')}\nEND`);
  await each(name => {
    const host = topology.hosts.get(name);
    return host === undefined ? '' : hostScript(host, '');
  });
}

/** Where just two hosts face each other they share a hardware address and need no neighbour discovery. */
function wireLine({ ends: [near, far], isShared }: Link, holders: ReadonlyMap<WorldHost, Holder>): string {
  const quiet = isShared ? '' : 'address 02:00:00:00:00:01 arp off';
  const side = ({ host, device }: Link['ends'][0]): string =>
    `name ${device} ${quiet} netns ${holderOf(holders, host).processId}`;
  return `link add ${side(near)} type veth peer ${side(far)}`;
}

function holderOf(holders: ReadonlyMap<WorldHost, Holder>, name: WorldHost): Holder {
  const holder = holders.get(name);
  if (holder === undefined) throw new Error(`this world has no ${name}`);
  return holder;
}

function addressesOf(plan: PathPlan): WorldAddresses {
  const family = plan.family === 6 ? 'v6' : 'v4';
  const onLan = plan.client === 'server-lan';
  const client = (onLan ? lanClient : clientNetwork(plan).host)[family];
  const server = serverNetwork(plan).host[family];
  return {
    client,
    clientOutside: family === 'v4' && plan.client === 'nat' ? middle.client.v4 : client,
    clientRouter: middle.client[family],
    server,
    serverOutside: family === 'v4' && (plan.server ?? 'public') !== 'public' ? middle.server.v4 : server,
    serverRouter: middle.server[family],
  };
}
