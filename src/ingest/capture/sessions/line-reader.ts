import { decodeText } from '../../../ftp/decode-text.ts';
import { TelnetFilter } from '../../../ftp/telnet-filter.ts';

const LF = 0x0a;
const CR = 0x0d;
const NUL = 0x00;
/** A command is seldom longer than a path; of a longer line the rest is dropped. */
const longestLine = 4096;

/** Cuts what a client says into lines, however it is cut into segments; the Telnet layer (RFC 854) is taken off. */
export class LineReader {
  readonly #telnet = new TelnetFilter();
  #line: number[] = [];

  /** Whether the next byte begins a line. */
  get isAtStart(): boolean {
    return this.#line.length === 0;
  }

  /** The lines that became complete with these bytes, without their ends; empty ones are left out. */
  push(bytes: Uint8Array): readonly string[] {
    const lines: string[] = [];
    for (const byte of bytes) {
      for (const textByte of this.#telnet.next(byte)) {
        if (textByte === LF) {
          const line = this.take();
          if (line !== '') lines.push(line);
        } else if (textByte !== NUL && this.#line.length < longestLine) this.#line.push(textByte);
      }
    }
    return lines;
  }

  /** What there is of an unfinished line, which is forgotten with that. */
  take(): string {
    const line = this.#line;
    this.#line = [];
    while (line.at(-1) === CR) line.pop();
    return decodeText(Uint8Array.from(line));
  }
}
