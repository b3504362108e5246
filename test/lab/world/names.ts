import { hostname } from 'node:os';
import type { PathPlan } from '../scenario.ts';
import type { AddressPair } from './addressing.ts';

/** Without a name server: what the hosts file does not know does not exist, at once. */
const fromFile = 'files';
/** From one on loopback, where a host has one or has not. */
const fromLoopback = 'files dns';

/** A shell script after which a host resolves names by these entries of its own, not by the machine's. */
export function namesScript(plan: PathPlan['names'], own: AddressPair, server: AddressPair): string {
  const asks = plan === 'no-such-name' || plan === 'fails';
  const known = asks ? [] : entries(server, 'ftp.example.test');
  const files = {
    hosts: ['127.0.0.1 localhost', '::1 localhost', ...entries(own, hostname()), ...known],
    'nsswitch.conf': ['passwd: files', 'group: files', 'shadow: files', `hosts: ${asks ? fromLoopback : fromFile}`],
    'resolv.conf': ['nameserver 127.0.0.1', 'options timeout:1 attempts:1'],
  };
  return [
    // In memory, and under this host's /tmp for as long as the script runs: the machine itself never has these files.
    'mount -t tmpfs tmpfs /tmp',
    ...Object.entries(files).map(([name, lines]) => {
      return `cat > /tmp/${name} <<'END'\n${lines.join('\n')}\nEND\nmount --bind /tmp/${name} /etc/${name}`;
    }),
    'umount --lazy /tmp',
  ].join('\n');
}

function entries({ v4, v6 }: AddressPair, name: string): string[] {
  return [`${v4} ${name}`, `${v6} ${name}`];
}
