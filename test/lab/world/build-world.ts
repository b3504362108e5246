import { startDelayLine } from '../../support/network-path/start-delay-line.ts';
import { startScript } from '../../support/network-path/start-script.ts';
import type { PathPlan } from '../scenario.ts';
import { addressesOf } from './addresses-of.ts';
import { Holder } from './holder.ts';
import { hostRules } from './host-rules.ts';
import { batch, hostScript, kernelSettings } from './host-script.ts';
import type { ServerPorts } from './server-ports.ts';
import { type Host, planTopology, type WorldHost } from './topology.ts';
import { afterClientRouter, directMiddle, wireLines } from './wires.ts';
import type { World } from './world.ts';

/** Builds the network of a path. Rejects with what `ip`, `nft` or `unshare` said; then nothing of it is left. */
export async function buildWorld(plan: PathPlan, server: ServerPorts): Promise<World> {
  const { hosts, links } = planTopology(plan);
  const holders = new Map<WorldHost, Holder>();
  for (const name of hosts.keys()) holders.set(name, new Holder());
  const holderOf = (name: WorldHost): Holder => {
    const holder = holders.get(name);
    if (holder === undefined) throw new Error(`this world has no ${name}`);
    return holder;
  };
  const onEach = (script: (name: WorldHost, host: Host) => string): Promise<unknown> =>
    Promise.all([...hosts].map(([name, host]) => holderOf(name).run(script(name, host))));
  const remove = async (): Promise<void> => {
    await Promise.all([...holders.values()].map(holder => holder.end()));
  };

  try {
    await onEach((name, host) => kernelSettings(name, host, plan));
    const wires = plan.rttMs === undefined ? [...links, directMiddle(plan)] : links;
    const lines = wireLines(wires, ({ host }) => holderOf(host).processId);
    if (plan.rttMs !== undefined) {
      await startDelayLine(holderOf('clientRouter'), 'wan', 'far', plan.rttMs);
      const { host, device } = afterClientRouter(plan);
      lines.push(`link set far name ${device} netns ${holderOf(host).processId}`);
    }
    await holderOf('clientRouter').run(batch(lines));
    await onEach((name, host) => hostScript(name, host, plan, hostRules(name, plan, server)));
    if (plan.names === 'no-such-name') await startScript(holderOf('client'), 'test/lab/world/no-such-name.ts');
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    host: holderOf,
    addresses: addressesOf(plan),
    describe: () => [...holders].map(([name, { prefix }]) => `${name}: ${prefix.join(' ')} bash\n`).join(''),
    remove,
  };
}
