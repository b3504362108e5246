/**
 * What of a stream of chunks has not been read yet, in one piece, so that no reader has to care where chunks end.
 * A chunk is copied only if something of the one before it was left.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where in `bytes` the unread part begins and ends. */
  start = 0;
  end = 0;
  #kept: Uint8Array = new Uint8Array(0);
  #endOffset = 0;

  /** Bytes from the beginning of the stream to `bytes[at]`. */
  offsetOf(at: number): number {
    return this.#endOffset - (this.end - at);
  }

  /** Takes the next chunk, which is used until `keep` is called. */
  add(chunk: Uint8Array): void {
    this.#endOffset += chunk.length;
    const left = this.end - this.start;
    if (left === 0) {
      this.bytes = chunk;
      this.start = 0;
      this.end = chunk.length;
      return;
    }
    if (this.end + chunk.length > this.#kept.length) this.#makeRoom(left, chunk.length);
    this.#kept.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Copies what was not read, so that the chunk's owner may use its memory again. */
  keep(): void {
    const left = this.end - this.start;
    if (left === 0 || this.bytes === this.#kept) return;
    if (left > this.#kept.length) this.#kept = new Uint8Array(2 * left);
    this.#kept.set(this.bytes.subarray(this.start, this.end));
    this.bytes = this.#kept;
    this.start = 0;
    this.end = left;
  }

  #makeRoom(left: number, more: number): void {
    const from = this.#kept;
    if (left + more > from.length) this.#kept = new Uint8Array(2 * (left + more));
    this.#kept.set(from.subarray(this.start, this.end));
    this.bytes = this.#kept;
    this.start = 0;
    this.end = left;
  }
}
