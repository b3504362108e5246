import { execFileSync } from 'node:child_process';
import type { Place } from '../../support/real-server/place.ts';

/** `all`: any user can be become; `namespace`: only uid 0 exists, as in `unshare --map-root-user`; `none`: not root. */
type Rights = 'all' | 'namespace' | 'none';

const known = new Map<string, Rights>();

/** A daemon that changes to another user needs at least the ids up to nobody's. */
const enoughIds = 65_535;

function rightsIn(place: Place): Rights {
  const key = place.prefix.join('\0');
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const [program = 'sh', ...words] = [...place.prefix, 'sh', '-c', 'id -u; cat /proc/self/uid_map'];
  const [id = '', ...ranges] = execFileSync(program, words, { encoding: 'utf8' }).trim().split('\n');
  const ids = ranges.reduce((sum, range) => sum + Number(range.trim().split(/\s+/)[2] ?? 0), 0);
  const rights = id !== '0' ? 'none' : ids >= enoughIds ? 'all' : 'namespace';
  known.set(key, rights);
  return rights;
}

/** Why a server that changes users cannot run in the place, or null. */
export function whyNotRealRoot(product: string, place: Place): string | null {
  return rightsIn(place) === 'all' ? null : `${product} changes to other users, which only real root can`;
}

/** Why no server can run in the place, or null. */
export function whyNotRoot(place: Place): string | null {
  return rightsIn(place) === 'none' ? 'namespaces need root, or a user namespace in which one is root' : null;
}
