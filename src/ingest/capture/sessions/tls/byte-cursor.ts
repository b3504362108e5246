/** Reads big-endian numbers and lengths one behind the other; past the end there are only zeros and empty arrays. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return Math.max(0, this.#bytes.length - this.#at);
  }

  /** An unsigned number of `size` bytes, at most 4. */
  number(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) {
      value = value * 256 + (this.#bytes[this.#at] ?? 0);
      this.#at += 1;
    }
    return value;
  }

  bytes(length: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** A vector as TLS writes it: its length in `size` bytes, then so many bytes, or those that are there. */
  vector(size: number): Uint8Array {
    return this.bytes(this.number(size));
  }
}
