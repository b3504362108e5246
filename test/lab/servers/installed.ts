import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../support/real-server/program.ts';

/** Where `install-servers.sh` unpacked the servers that cannot be installed beside each other. */
const unpacked = process.env.FTPDIAG_LAB_SERVERS ?? join(homedir(), '.cache/ftpdiag/lab-servers');

/** The path of an unpacked file (`usr/sbin/proftpd`) or, failing that, of the installed one; null when there is neither. */
function installedFile(path: string): string | null {
  return [join(unpacked, path), join('/', path)].find(existsSync) ?? null;
}

/** {@link installedFile}, where `whyNotHere` was asked before. */
export function requiredFile(path: string): string {
  const found = installedFile(path);
  if (found === null) throw new Error(`${path} is not installed: run test/lab/install-servers.sh`);
  return found;
}

/** "ProFTPD is not installed", or null when all files are there. */
export function whyNotInstalled(product: string, ...paths: readonly string[]): string | null {
  if (process.platform !== 'linux') return 'the servers of the lab run on Linux only';
  if (findProgram('unshare') === null) return 'unshare (util-linux) is not installed';
  return paths.every(path => installedFile(path) !== null) ? null : `${product} is not installed`;
}
