import { TextDecoder } from 'node:util';
import { detectEncoding, encodingHeadBytes, type TextEncoding } from '../text/text-encoding.ts';

/** A line is cut after so many characters: no log has longer ones, and what reads it reads less. */
const longest = 65_536;

/**
 * Divides a log into lines with their ends, so that they can be put together again byte for byte. UTF-16 is decoded; of
 * anything else each byte becomes the character of its number, which keeps UTF-8 as well as what is none.
 */
export class LogLines {
  #head: Buffer = Buffer.alloc(0);
  #encoding: TextEncoding['name'] | null = null;
  #decoder: TextDecoder | null = null;
  #rest = '';
  #isCutting = false;
  #cut = 0;

  /** Lines of which the end was dropped. */
  get cut(): number {
    return this.#cut;
  }

  /** Lines that are complete with these bytes: each ends with CR, LF, or both in two lines. */
  push(bytes: Uint8Array): readonly string[] {
    if (this.#encoding !== null) return this.#split(this.#decode(bytes));
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < encodingHeadBytes ? [] : this.#detect();
  }

  /** The last line, which has no end. */
  end(): readonly string[] {
    const lines = this.#encoding === null ? [...this.#detect()] : [];
    lines.push(...this.#split(this.#decoder?.decode() ?? ''));
    if (this.#rest !== '') lines.push(this.#rest);
    this.#rest = '';
    return lines;
  }

  /** The bytes of a line. */
  encode(line: string): Buffer {
    if (this.#encoding === null || this.#encoding === 'utf-8') return Buffer.from(line, 'latin1');
    const bytes = Buffer.from(line, 'utf16le');
    return this.#encoding === 'utf-16be' ? bytes.swap16() : bytes;
  }

  #detect(): readonly string[] {
    this.#encoding = detectEncoding(this.#head).name;
    if (this.#encoding !== 'utf-8') this.#decoder = new TextDecoder(this.#encoding, { ignoreBOM: true });
    const text = this.#decode(this.#head);
    this.#head = Buffer.alloc(0);
    return this.#split(text);
  }

  #decode(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decoder.decode(bytes, { stream: true });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }

  #split(text: string): readonly string[] {
    const lines: string[] = [];
    let start = 0;
    for (const { index } of text.matchAll(/[\r\n]/g)) {
      lines.push(this.#complete(text.slice(start, index), text.charAt(index)));
      start = index + 1;
    }
    this.#keep(text.slice(start));
    return lines;
  }

  #complete(text: string, end: string): string {
    this.#keep(text);
    const line = this.#rest;
    this.#rest = '';
    this.#isCutting = false;
    return line + end;
  }

  #keep(text: string): void {
    if (this.#isCutting) return;
    this.#rest += text;
    if (this.#rest.length <= longest) return;
    this.#rest = this.#rest.slice(0, longest);
    this.#isCutting = true;
    this.#cut += 1;
  }
}
