import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { detectEncoding, encodingHeadBytes } from './text-encoding.ts';

/** A line as it stands in the file. */
export interface RawLine {
  readonly text: string;
  /** Counted from 1 by line feeds, as editors do: what a lone CR divides has one number. */
  readonly number: number;
}

/** No line is longer than that; the rest of it is dropped, and counted. */
export const longestLine = 8000;
/** A character has at most three bytes in UTF-8 for each of its UTF-16 units. */
const longestLineBytes = longestLine * 3;
const lf = 0x0a;
const cr = 0x0d;

/**
 * Divides bytes that come in pieces into lines: UTF-8, with or without a byte order mark, UTF-16 in both orders, and
 * line by line Latin-1 where it is not valid UTF-8. A line ends with LF, CR LF, or a lone CR, behind which curl's
 * progress meter hides lines. Keeps at most one line's beginning, however long the line is.
 */
export class LineSplitter {
  #head: Buffer = Buffer.alloc(0);
  #isDetected = false;
  /** Brings UTF-16 to UTF-8; null where the bytes are that already. */
  #utf16: TextDecoder | null = null;
  #rest: Buffer = Buffer.alloc(0);
  /** The rest is as long as a line may be: what comes until its end is dropped. */
  #isOverfull = false;
  #endedWithCr = false;
  #number = 1;
  #cutLines = 0;

  /** Lines of which the end was dropped. */
  get cutLines(): number {
    return this.#cutLines;
  }

  /** The lines that are complete with these bytes. */
  push(bytes: Uint8Array): RawLine[] {
    if (this.#isDetected) return this.#split(this.#toUtf8(bytes));
    this.#head = Buffer.concat([this.#head, bytes]);
    return this.#head.length < encodingHeadBytes ? [] : this.#detect();
  }

  /** The last line, if no line end followed it. */
  end(): RawLine[] {
    const lines = this.#isDetected ? [] : this.#detect();
    if (this.#utf16 !== null) lines.push(...this.#split(Buffer.from(this.#utf16.decode())));
    if (this.#rest.length > 0) lines.push(this.#line(this.#rest, 0, this.#rest.length));
    this.#rest = Buffer.alloc(0);
    return lines;
  }

  #detect(): RawLine[] {
    this.#isDetected = true;
    const { name, markBytes } = detectEncoding(this.#head);
    if (name !== 'utf-8') this.#utf16 = new TextDecoder(name);
    const head = this.#head.subarray(markBytes);
    this.#head = Buffer.alloc(0);
    return this.#split(this.#toUtf8(head));
  }

  #toUtf8(bytes: Uint8Array): Buffer {
    if (this.#utf16 !== null) return Buffer.from(this.#utf16.decode(bytes, { stream: true }));
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #split(bytes: Buffer): RawLine[] {
    const lines: RawLine[] = [];
    let start = 0;
    let nextLf = bytes.indexOf(lf);
    let nextCr = bytes.indexOf(cr);
    while (nextLf !== -1 || nextCr !== -1) {
      const isLf = nextCr === -1 || (nextLf !== -1 && nextLf < nextCr);
      const at = isLf ? nextLf : nextCr;
      // The LF of a CR LF that fell into two pieces ends no further line.
      const isSecondHalf = isLf && at === start && this.#endedWithCr;
      if (!isSecondHalf) lines.push(this.#complete(bytes, start, at));
      if (isLf) this.#number += 1;
      this.#endedWithCr = !isLf;
      start = at + 1;
      if (isLf) nextLf = bytes.indexOf(lf, start);
      else nextCr = bytes.indexOf(cr, start);
    }
    if (start < bytes.length) {
      this.#endedWithCr = false;
      this.#keep(bytes.subarray(start));
    }
    return lines;
  }

  #complete(bytes: Buffer, start: number, end: number): RawLine {
    if (this.#rest.length === 0) return this.#line(bytes, start, end);
    this.#keep(bytes.subarray(start, end));
    const whole = this.#rest;
    this.#rest = Buffer.alloc(0);
    const line = this.#line(whole, 0, whole.length);
    this.#isOverfull = false;
    return line;
  }

  #keep(bytes: Buffer): void {
    if (this.#isOverfull) return;
    // One byte more than fits, so that the line is seen to be too long.
    const room = longestLineBytes + 1 - this.#rest.length;
    this.#isOverfull = bytes.length >= room;
    this.#rest = Buffer.concat([this.#rest, bytes.subarray(0, room)]);
  }

  #line(bytes: Buffer, start: number, end: number): RawLine {
    const text = decodeLine(bytes.subarray(start, Math.min(end, start + longestLineBytes)));
    const isCut = text.length > longestLine || end - start > longestLineBytes;
    if (isCut) this.#cutLines += 1;
    return { text: isCut ? text.slice(0, longestLine) : text, number: this.#number };
  }
}

/** Each line becomes a string of its own: a part of a larger one would keep all of that in memory. */
function decodeLine(bytes: Buffer): string {
  if (isAscii(bytes) || !isUtf8(withoutCutCharacter(bytes))) return bytes.toString('latin1');
  return bytes.toString('utf8');
}

/** A line that was cut may end within a character, which makes it no less UTF-8. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  if (bytes.length < longestLineBytes) return bytes;
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end - 1);
}
