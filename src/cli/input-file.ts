import { fileChunks } from '../ingest/capture/file-chunks.ts';
import { fileProblem } from './text-file.ts';
import { UsageError } from './usage-error.ts';

/** Evidence and reports are read whole, up to so many bytes. */
export const mostJsonBytes = 256 * 1024 * 1024;

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

/** Copies of all chunks, whose memory may be used again; null where there are more than `most` bytes. */
export async function collectChunks(bytes: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array[] | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk.slice());
  }
  return chunks;
}
