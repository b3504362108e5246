import { statSync } from 'node:fs';
import { gunzip } from '../ingest/capture/gunzip.ts';
import { isCapture } from '../ingest/capture/is-capture.ts';
import { peek } from '../ingest/capture/peek.ts';
import { detectEncoding } from '../ingest/text/text-encoding.ts';
import { collectChunks, inputBytes, inputName } from './input-file.ts';
import { UsageError } from './usage-error.ts';

/** Enough to tell text from anything else. */
const headBytes = 4096;
/** What cannot be read twice is kept in memory. */
const mostKeptBytes = 1024 * 1024 * 1024;

/** A file that can be read from its beginning as often as need be, unpacked where it was gzip. */
export interface RedactSource {
  /** As it was given. */
  readonly file: string;
  readonly kind: 'capture' | 'json' | 'text';
  readonly isGzip: boolean;
  open(): AsyncGenerator<Uint8Array>;
}

/** Finds out what a file is by its content. Throws {@link UsageError} where it cannot be read, or is nothing of these. */
export async function openRedactSource(file: string): Promise<RedactSource> {
  const openPacked = isRereadable(file) ? () => inputBytes(file) : kept(await collect(file));
  const packed = await headOf(openPacked());
  if (packed.length === 0) throw new UsageError(`${inputName(file)} is empty`);
  const isGzip = isCapture(packed) === 'gzip';
  // Damage ends the file for every reading of it in the same place.
  const open = isGzip ? () => gunzip(openPacked(), () => undefined) : openPacked;
  const head = isGzip ? await headOf(open()) : packed;
  const capture = isCapture(head);
  if (capture === 'pcap' || capture === 'pcapng') return { file, kind: 'capture', isGzip, open };
  if (!isText(head)) {
    throw new UsageError(
      `${inputName(file)} is nothing that can be redacted: it is no capture (pcap, pcapng, or gzip of them), no text and no JSON`,
    );
  }
  const isJson = /^\s*[{[]/.test(new TextDecoder().decode(head));
  return { file, kind: isJson ? 'json' : 'text', isGzip, open };
}

function isRereadable(file: string): boolean {
  if (file === '-') return false;
  try {
    return statSync(file).isFile();
  } catch {
    // Whoever opens it says why it cannot be opened.
    return true;
  }
}

/** What cannot be read twice, kept. */
async function collect(file: string): Promise<readonly Uint8Array[]> {
  const chunks = await collectChunks(inputBytes(file), mostKeptBytes);
  if (chunks === null) throw new UsageError('so much can be redacted only from a file: it is read more than once');
  return chunks;
}

/** Copies, for who reads may use a chunk's memory again. */
function kept(chunks: readonly Uint8Array[]): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    for (const chunk of chunks) yield chunk.slice();
  };
}

/** Closes the source as well: what `peek` would go on with has not begun, and could not. */
async function headOf(bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const { head } = await peek(bytes, headBytes);
  const copy = head.slice(0, headBytes);
  await bytes.return(undefined);
  return copy;
}

/** Text has hardly any control characters; UTF-16 has zeros, which are half of its letters. */
function isText(head: Uint8Array): boolean {
  if (detectEncoding(head).name !== 'utf-8') return true;
  const controls = head.filter(byte => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b);
  return controls.length <= head.length / 100;
}
