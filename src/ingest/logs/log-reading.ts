import { Cleaner } from '../text/cleaner.ts';
import { LineSplitter, type RawLine } from '../text/line-splitter.ts';
import type { LogFormat } from './log-format.ts';
import { ParsedLines } from './parsed-lines.ts';
import { recognise } from './recognise.ts';

/** So many lines are looked at together in order to recognise a format. */
const blockLines = 200;
/** Where none of so many lines is recognised, the rest is not read. */
const mostLinesUnrecognised = 20_000;

/** One log while its bytes come in: first it is recognised, block by block, then read. */
export class LogReading {
  readonly #file: string;
  readonly #formats: readonly LogFormat[];
  readonly #isForced: boolean;
  readonly #splitter = new LineSplitter();
  /** Lines that no format was recognised in yet. */
  #waiting: RawLine[] = [];
  #unrecognised = 0;
  #firstUnrecognised: RawLine | null = null;
  #lines: ParsedLines | null = null;
  linesRead = 0;

  /** @param isForced takes the first format even where it is not recognised. */
  constructor(file: string, formats: readonly LogFormat[], isForced: boolean) {
    this.#file = file;
    this.#formats = formats;
    this.#isForced = isForced;
  }

  /** Nothing was recognised in so many lines that it is no use to go on. */
  get isHopeless(): boolean {
    return this.#unrecognised >= mostLinesUnrecognised;
  }

  /** Lines of which the end was left out. */
  get linesCut(): number {
    return this.#splitter.cutLines;
  }

  push(bytes: Uint8Array): void {
    this.#take(this.#splitter.push(bytes));
  }

  /** Null if no format was recognised. */
  end(): ReturnType<ParsedLines['end']> | null {
    this.#take(this.#splitter.end());
    this.#recognise();
    return this.#lines?.end() ?? null;
  }

  #take(lines: readonly RawLine[]): void {
    for (const line of lines) {
      this.linesRead += 1;
      if (this.#lines !== null) this.#lines.take(line);
      else if (!this.isHopeless && this.#waiting.push(line) >= blockLines) this.#recognise();
    }
  }

  #recognise(): void {
    const block = this.#waiting;
    this.#waiting = [];
    if (this.#lines !== null || block.length === 0) return;
    const texts = block.map(({ text }) => text);
    const found = recognise(texts, this.#formats) ?? this.#forced();
    if (found === null) {
      const said = block.filter(({ text }) => text.trim() !== '');
      this.#unrecognised += said.length;
      this.#firstUnrecognised ??= said[0] ?? null;
      return;
    }
    this.#lines = new ParsedLines(this.#file, found, texts);
    this.#lines.skipped(this.#unrecognised, this.#firstUnrecognised);
    for (const line of block) this.#lines.take(line);
  }

  #forced(): { readonly format: LogFormat; readonly cleaner: Cleaner } | null {
    const [format] = this.#formats;
    return this.#isForced && format !== undefined ? { format, cleaner: new Cleaner() } : null;
  }
}
