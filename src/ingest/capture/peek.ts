/** The first bytes of a source, and all of it: these bytes as well. */
export interface Peeked {
  readonly head: Uint8Array;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

/** Looks at the first bytes of a source, `least` of them if there are so many, without taking them away. */
export async function peek(source: AsyncGenerator<Uint8Array>, least: number): Promise<Peeked> {
  let head: Uint8Array = new Uint8Array(0);
  for (;;) {
    const { value, done } = await source.next();
    if (done === true) break;
    // One that is long enough need not be copied: its owner uses its memory again only when asked for the next.
    if (head.length === 0 && value.length >= least) {
      head = value;
      break;
    }
    head = Buffer.concat([head, value]);
    if (head.length >= least) break;
  }
  return { head, chunks: resume(head, source) };
}

async function* resume(head: Uint8Array, source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    yield* source;
  } finally {
    await source.return(undefined);
  }
}
