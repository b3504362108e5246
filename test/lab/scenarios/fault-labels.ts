import type { Cause } from '../../../src/core/finding.ts';
import type { Label } from '../scenario.ts';
import { modes, notTried } from './mode-labels.ts';

type End = 'client' | 'server';
type ModesOf = typeof modes;

/**
 * Where it stands, packets, the hops that are reached or the sender of a message can prove. Whoever cannot see them may
 * always say less than the truth.
 */
export function provable(label: Label): Label {
  return { ...label, knowable: true };
}

/** A firewall at this end stops what goes to the passive ports. Neither silence nor a refusal alone says where it stands. */
export function passiveBlocked(end: End, modesOf: ModesOf = modes): Label {
  return { ...blockedBy(end), modes: modesOf('failed', 'ok'), absent: activeFaults };
}

/** A firewall at this end stops a part of the passive ports: what a mode does depends on the port that it happens to get. */
export function rangePartlyBlocked(end: End): Label {
  return { ...blockedBy(end), modes: modes(['ok', 'failed'], 'ok'), absent: activeFaults };
}

/** A firewall at this end stops the connections that the server opens. */
export function activeBlocked(end: End, modesOf: ModesOf = modes): Label {
  return { ...blockedBy(end), modes: modesOf('ok', 'failed'), absent: passiveFaults };
}

/** A firewall at this end stops the control connection. */
export function controlBlocked(end: End): Label {
  return { ...blockedBy(end), status: ['failed'], modes: notTried };
}

/** The run ends before any mode: with this cause, which the client can see for itself, and a change to be made there. */
export function endsBeforeModes(cause: Cause, ...side: Label['side']): Label {
  return { status: ['failed'], cause: [cause], side, modes: notTried, knowable: true };
}

function blockedBy(end: End): Pick<Label, 'status' | 'cause' | 'side' | 'knowable'> {
  return { status: ['degraded'], cause: ['firewall'], side: [end, 'path', 'unknown'], knowable: false };
}

const activeFaults = ['active-refused-client-nat', 'active-connection-never-arrives', 'active-connection-refused'];
const passiveFaults = ['passive-port-filtered', 'passive-port-refused', 'passive-port-rejected', 'passive-refused'];
