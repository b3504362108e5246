import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './lab-server.ts';

/** The lab's own user, known on every server beside `anonymous`. */
export const labUser = { name: 'lab', password: 'Lab-pw-7!x' } as const;

/** Ids that no user of this machine has. */
const ids = { ftp: 64_021, lab: 64_022 } as const;

/** The system user as which vsftpd, ProFTPD and Pure-FTPd serve anonymous clients. */
export const anonymousUser = 'ftp';

let hash: string | null = null;

/** SHA-512 crypt of the lab's password, for shadow(5). */
function passwordHash(): string {
  hash ??= execFileSync('openssl', ['passwd', '-6', labUser.password], { encoding: 'utf8' }).trim();
  return hash;
}

export interface Homes {
  readonly anonymous: string;
  readonly lab: string;
}

/** Without the two seconds after a wrong password, which only cost time here. */
const pam = 'auth required pam_unix.so nodelay\naccount required pam_unix.so\nsession required pam_permit.so\n';

/**
 * Accounts that the server alone sees: the few that daemons need, `ftp` and `lab`; PAM with passwords and nothing else
 * for every service; names resolved from files, since a server that asks a DNS it cannot reach is slow to greet.
 */
export function makeAccounts(folder: string, homes: Homes): readonly Mount[] {
  const own = join(folder, 'etc');
  const pamFolder = join(own, 'pam.d');
  mkdirSync(pamFolder, { recursive: true });
  for (const service of ['vsftpd', 'proftpd', 'pure-ftpd', 'ftp', 'other'])
    writeFileSync(join(pamFolder, service), pam);

  const users = [
    ['root', 0, '/root', '/bin/sh', '*'],
    ['daemon', 1, '/', '/usr/sbin/nologin', '*'],
    ['nobody', 65_534, '/', '/usr/sbin/nologin', '*'],
    [anonymousUser, ids.ftp, homes.anonymous, '/bin/sh', '*'],
    [labUser.name, ids.lab, homes.lab, '/bin/sh', passwordHash()],
  ] as const;
  const text = {
    passwd: users.map(([name, id, home, shell]) => `${name}:x:${id}:${id}:${name}:${home}:${shell}\n`).join(''),
    shadow: users.map(([name, , , , password]) => `${name}:${password}:19700:0:99999:7:::\n`).join(''),
    group: [...users.map(([name, id]) => [name, id] as const), ['nogroup', 65_534] as const]
      .map(([name, id]) => `${name}:x:${id}:\n`)
      .join(''),
    'nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files\nservices: files\nprotocols: files\n',
  };
  for (const [name, content] of Object.entries(text)) {
    writeFileSync(join(own, name), content, { mode: name === 'shadow' ? 0o600 : 0o644 });
  }
  return [...Object.keys(text), 'pam.d'].map(name => ({ source: join(own, name), target: `/etc/${name}` }));
}

/** The owner of the lab user's files. */
export const labOwner = { uid: ids.lab, gid: ids.lab } as const;
