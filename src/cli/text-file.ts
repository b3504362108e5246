import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** Nothing that is read whole on the command line's request is honestly larger. */
const mostBytes = 4 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be opened by this user',
  EPERM: 'it may not be opened by this user',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be used, in words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code || 'it cannot be used');
}

/** Reads a whole small file that an option names. Throws {@link UsageError}. */
export function readTextFile(option: string, file: string): string {
  try {
    if (statSync(file).size > mostBytes) throw new UsageError(`${option} ${file} is too large to be what it should be`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${option} ${file} cannot be read: ${fileProblem(error)}`);
  }
}
