import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import type { Place } from '../../support/real-server/place.ts';

interface Rights {
  /** `all`: any user can be become; `namespace`: only uid 0 exists, as in `unshare --map-root-user`; `none`: not root. */
  readonly root: 'all' | 'namespace' | 'none';
  readonly ownNetwork: boolean;
}

const known = new Map<string, Rights>();

/** A daemon that changes to another user needs at least the ids up to nobody's. */
const enoughIds = 65_535;

const network = '/proc/self/ns/net';

function rightsIn(place: Place): Rights {
  const key = place.prefix.join('\0');
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const question = `id -u; readlink ${network}; cat /proc/self/uid_map`;
  const [program = 'sh', ...words] = [...place.prefix, 'sh', '-c', question];
  const [id = '', net = '', ...ranges] = execFileSync(program, words, { encoding: 'utf8' }).trim().split('\n');
  const ids = ranges.reduce((sum, range) => sum + Number(range.trim().split(/\s+/)[2] ?? 0), 0);
  const rights: Rights = {
    root: id !== '0' ? 'none' : ids >= enoughIds ? 'all' : 'namespace',
    ownNetwork: net !== readlinkSync(network),
  };
  known.set(key, rights);
  return rights;
}

/** Why no server can run in the place, or null. */
export function whyNotRoot(place: Place): string | null {
  return rightsIn(place).root === 'none' ? 'namespaces need root, or a user namespace in which one is root' : null;
}

/** Why a server that changes users cannot run in the place, or null. */
export function whyNotRealRoot(product: string, place: Place): string | null {
  return canChangeUser(place) ? null : `${product} changes to other users, which only real root can`;
}

/** Whether a process in the place can become any user. */
export function canChangeUser(place: Place): boolean {
  return rightsIn(place).root === 'all';
}

/** Whether the place's network is another than this process's, so that its settings may be changed. */
export function hasOwnNetwork(place: Place): boolean {
  return rightsIn(place).ownNetwork;
}
