import { createWriteStream, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { checkWritable, OutputError } from './output.ts';
import { fileProblem } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** Where the copy of a file goes to: `-`, or the file's name with `.redacted` before its ending, without that of gzip. */
export function redactedName(file: string, isGzip: boolean): string {
  if (file === '-') return '-';
  const name = isGzip ? basename(file).replace(/\.(?:gz|gzip)$/i, '') : basename(file);
  const ending = extname(name);
  return join(dirname(file), `${name.slice(0, name.length - ending.length)}.redacted${ending}`);
}

/** Throws {@link UsageError} where the copy could not be written, or would take the place of what it is a copy of. */
export function checkOutput(output: string, inputs: readonly string[]): void {
  if (output === '-') return;
  checkWritable(output);
  if (inputs.some(input => input !== '-' && isSameFile(input, output))) {
    throw new UsageError(`${output} is what is to be redacted: name another file with --output`);
  }
}

/** Hands pieces to a file, or to standard output for `-`. Rejects with {@link OutputError}. */
export async function writeRedacted(
  output: string,
  produce: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const stream: Writable = output === '-' ? process.stdout : createWriteStream(output);
  let isUnread = false;
  // The stream emits an error beside handing it to the callback; unheard, it would end the process.
  stream.on('error', () => undefined);
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isUnread || bytes.length === 0) {
        resolve();
        return;
      }
      stream.write(bytes, error => {
        // Nobody reading any more (`| head`) is no failure.
        isUnread = isBrokenPipe(error);
        if (error && !isUnread) reject(new OutputError(`${output} cannot be written: ${fileProblem(error)}`));
        else resolve();
      });
    });
  await produce(write);
  if (output !== '-') await new Promise<void>(resolve => stream.end(resolve));
}

function isBrokenPipe(error: NodeJS.ErrnoException | null | undefined): boolean {
  return error?.code === 'EPIPE' || error?.code === 'ERR_STREAM_DESTROYED';
}

/** By what the file system calls them: a link is the same file by another name. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map(file => statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}
