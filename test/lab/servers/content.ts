import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Homes, labOwner } from './accounts.ts';

/** What both users see right after the login: so many small files. */
export function makeContent(folder: string, files: number): Homes {
  const homes = { anonymous: join(folder, 'anonymous'), lab: join(folder, 'home') };
  for (const home of Object.values(homes)) {
    mkdirSync(home);
    for (let n = 1; n <= files; n++) {
      writeFileSync(join(home, `file-${String(n).padStart(4, '0')}.txt`), `file ${n}\n`);
    }
  }
  // vsftpd: "refusing to run with writable root inside chroot()".
  chmodSync(homes.anonymous, 0o555);
  return homes;
}

/** Gives the lab user's home to it; only real root can. */
export function giveToLabUser(home: string): void {
  chownSync(home, labOwner.uid, labOwner.gid);
}
