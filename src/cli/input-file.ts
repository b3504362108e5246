import { fileChunks } from '../ingest/capture/file-chunks.ts';
import { fileProblem } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** What a file is called in a message: `-` is standard input. */
export function inputName(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/**
 * The bytes of a file, or of standard input for `-`. A chunk's memory is used again once the next one is asked for. Throws
 * {@link UsageError} where it cannot be read.
 */
export async function* inputBytes(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? process.stdin : fileChunks(file);
  } catch (error) {
    throw new UsageError(`${inputName(file)} cannot be read: ${fileProblem(error)}`);
  }
}
