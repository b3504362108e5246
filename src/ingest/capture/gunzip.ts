import { createGunzip } from 'node:zlib';

/**
 * Compressed bytes are given to zlib in pieces of this size: what comes out of one is held until it is read, and DEFLATE
 * makes at most 1,032 bytes of one.
 */
const pieceBytes = 16_384;

/**
 * Unpacks gzip, one or several members, as it comes. What is readable before a damaged place is handed out; `damaged` is
 * then told zlib's reason, and nothing more comes. What follows the last member and is none is passed over in silence.
 * Memory is bounded whatever the compression's ratio.
 */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  damaged: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: 262_144 });
  const ready: Uint8Array[] = [];
  let reason: string | null = null;
  let isOver = false;
  // An error, and an end before the source's own, leave a write without its answer.
  let goOn = (): void => {};
  stream.on('data', (bytes: Uint8Array) => ready.push(bytes));
  const stop = (): void => {
    isOver = true;
    goOn();
  };
  stream.on('end', stop);
  stream.on('error', error => {
    reason = error.message;
    stop();
  });
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && !isOver; at += pieceBytes) {
        // Copied, for zlib works in a thread of its own while the chunk's owner may go on.
        const piece = chunk.slice(at, at + pieceBytes);
        await new Promise<void>(resolve => {
          goOn = resolve;
          stream.write(piece, () => resolve());
        });
        yield* ready.splice(0);
      }
      if (isOver) break;
    }
    if (!isOver) {
      await new Promise<void>(resolve => {
        goOn = resolve;
        stream.end();
      });
    }
    yield* ready.splice(0);
  } finally {
    stream.destroy();
  }
  if (reason !== null) damaged(reason);
}
