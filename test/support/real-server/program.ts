import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Daemons live in directories that an ordinary user's PATH lacks. */
const daemonFolders = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/** The program's full path, or null when this machine does not have it. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...daemonFolders];
  return folders.map(folder => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
