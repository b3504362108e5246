import type { Stamp } from '../text/stamp.ts';

/** Reads the times of a log's lines, most of which have that of the line before. */
export class LastStamp {
  readonly #read: (text: string) => Stamp | null;
  #text = '';
  #stamp: Stamp | null = null;

  constructor(read: (text: string) => Stamp | null) {
    this.#read = read;
  }

  of(text: string): Stamp | null {
    if (text !== this.#text) {
      this.#text = text;
      this.#stamp = this.#read(text);
    }
    return this.#stamp;
  }
}
