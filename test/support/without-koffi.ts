import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of the built program, in a folder where no package koffi can be found. */
export interface ProgramCopy {
  /** Its start script. */
  readonly script: string;
  remove(): void;
}

/** Copies what `npm run build` made, and nothing else: the program as it is where optional packages were left out. */
export function copyWithoutKoffi(): ProgramCopy {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-without-koffi-'));
  // Whoever it is run as is to read it.
  chmodSync(folder, 0o755);
  for (const part of ['bin', 'dist', 'package.json']) cpSync(resolve(part), join(folder, part), { recursive: true });
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { script: join(folder, 'bin/ftpdiag.js'), remove };
}
