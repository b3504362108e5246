import { once } from 'node:events';
import { type Place, spawnIn, thisMachine } from '../../support/real-server/place.ts';

/** A network and mount namespace with nothing but loopback, on which client and server both live. */
export interface LoopbackPlace extends Place {
  remove(): Promise<void>;
}

/** Documentation addresses (RFC 5737, RFC 3849) of the server on loopback. */
export const loopbackAddresses = { 4: '203.0.113.2', 6: '2001:db8:2::2' } as const;

const setUp = `set -e
ip link set lo up
ip addr add ${loopbackAddresses[4]}/32 dev lo
ip -6 addr add ${loopbackAddresses[6]}/128 dev lo nodad
echo ready
exec cat`;

/**
 * Makes such a place; it lives as long as the process that holds it. `rights`: `namespace` for one in which root is root
 * of a user namespace alone, and there is no other user.
 */
export async function makeLoopbackPlace(rights: 'all' | 'namespace' = 'all'): Promise<LoopbackPlace> {
  const kinds = rights === 'all' ? [] : ['--user', '--map-root-user'];
  const holder = spawnIn(thisMachine, 'unshare', [...kinds, '--net', '--mount', 'sh', '-c', setUp], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  holder.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = once(holder, 'exit');
  const isUp = holder.stdout !== null && (await Promise.race([once(holder.stdout, 'data'), ended.then(() => null)]));
  if (!isUp) throw new Error(`cannot make a place: ${complaint.trim()}`);
  const enter = rights === 'all' ? [] : ['--user', '--preserve-credentials'];
  return {
    prefix: ['nsenter', '--target', String(holder.pid), ...enter, '--net', '--mount'],
    async remove() {
      holder.stdin?.end();
      await ended;
    },
  };
}
