import type { PathPlan } from '../scenario.ts';
import type { Link, WireEnd } from './topology.ts';

/** Where the client's router leads to: the next router on the path, and its device. */
export function afterClientRouter({ transit = false }: PathPlan): WireEnd {
  return transit ? { host: 'transitRouter', device: 'near' } : { host: 'serverRouter', device: 'wan' };
}

/** The link that leaves the client's router, when nothing slows it down. */
export function directMiddle(plan: PathPlan): Link {
  return { ends: [{ host: 'clientRouter', device: 'wan' }, afterClientRouter(plan)], isShared: false };
}

/** Larger than any that the kernel gives in a new namespace. */
const firstIndex = 1001;

/** Lines for `ip -batch` that make the devices at both ends of each link, there. */
export function wireLines(links: readonly Link[], processIdOf: (end: WireEnd) => number): string[] {
  return links.map(({ ends: [near, far], isShared }, n) => {
    // Two hosts that only ever face each other share a hardware address, and need no neighbour discovery: it cannot
    // fail, and no firewall statement has to think of it.
    const quiet = isShared ? '' : 'address 02:00:00:00:00:01 arp off';
    const side = (end: WireEnd): string => `name ${end.device} ${quiet} netns ${processIdOf(end)}`;
    // The kernel may take a second to see that a wire is up when the devices at its ends bear the same number.
    return `link add ${side(near)} index ${firstIndex + n} type veth peer ${side(far)}`;
  });
}
