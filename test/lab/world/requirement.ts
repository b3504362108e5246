import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { findProgram } from '../../support/real-server/program.ts';

const programs = { ip: 'iproute2', nft: 'nftables', nsenter: 'util-linux', unshare: 'util-linux', mount: 'mount' };
/** A world's client has its own; the kernel can only put a file in the place of another. */
const replacedFiles = ['/etc/hosts', '/etc/nsswitch.conf', '/etc/resolv.conf'];

/** What has to be put before the words of a program that builds worlds, where {@link needsUserNamespace} says so. */
export const userNamespacePrefix: readonly string[] = [
  'unshare',
  '--user',
  '--map-root-user',
  '--net',
  '--mount',
  '--',
];

/** Whether this process has to be started anew in a user namespace, in which it is root, before it can build worlds. */
export function needsUserNamespace(): boolean {
  return process.getuid?.() !== 0;
}

/** Why no world can be built on this machine, not even in a user namespace; null when one can. */
export function whyNoWorld(): string | null {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  for (const [program, provider] of Object.entries(programs)) {
    if (findProgram(program) === null) return `${program} (${provider}) is not installed`;
  }
  const absent = replacedFiles.find(file => !existsSync(file));
  if (absent !== undefined) return `this machine has no ${absent}`;
  const [unshare = '', ...words] = needsUserNamespace() ? userNamespacePrefix : ['unshare', '--net', '--mount', '--'];
  try {
    execFileSync(unshare, [...words, 'true'], { stdio: 'pipe' });
    return null;
  } catch {
    return needsUserNamespace()
      ? 'this machine lets no ordinary user make network namespaces'
      : 'this machine does not allow network namespaces';
  }
}

/** Why no world can have a round-trip time on this machine, though it can be built; null when it can. */
export function whyNoRoundTripTime(): string | null {
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK);
    return null;
  } catch {
    return 'a round-trip time needs /dev/net/tun, which this user may not open';
  }
}
