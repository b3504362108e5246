import type { Recording } from '../recording.ts';
import type { RawLine } from '../text/line-splitter.ts';
import { goesOn, wrapWidth } from '../text/wrapped-lines.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import type { Recognised } from './recognise.ts';

/** All recordings together keep so many events. */
const mostEvents = 1_000_000;
const linesBetweenSweeps = 1000;

/** What the lines of one log came to. */
interface Result {
  readonly format: LogFormat;
  readonly recordings: readonly Recording[];
  readonly recordingsDropped: number;
  readonly linesNotUnderstood: number;
  readonly firstNotUnderstood: LogLine | null;
  readonly unwrapped: readonly string[];
}

/** Brings the lines of a recognised log to its parser: cleaned, and joined where a mail program broke them. */
export class ParsedLines {
  readonly #recognised: Recognised;
  readonly #parser: LogParser;
  /** The width at which lines were broken, or null where none was. */
  readonly #wrapWidth: number | null;
  /** A line that may go on in the next one. */
  #held: LogLine | null = null;
  #taken = 0;
  #notUnderstood = 0;
  #firstNotUnderstood: LogLine | null = null;
  readonly #recordings: Recording[] = [];
  #events = 0;
  #dropped = 0;

  /** @param head the first lines of the log, which are yet to be taken. */
  constructor(file: string, recognised: Recognised, head: readonly string[]) {
    const { format, cleaner } = recognised;
    this.#recognised = recognised;
    this.#parser = format.parser(file);
    const cleaned = head.map(line => cleaner.clean(line)?.text ?? '');
    this.#wrapWidth = wrapWidth(cleaned, line => format.score(line) > 0);
  }

  /** Lines before these were of no known format. */
  skipped(count: number, first: RawLine | null): void {
    this.#notUnderstood += count;
    this.#firstNotUnderstood ??= first;
  }

  take({ text, number }: RawLine): void {
    const clean = this.#recognised.cleaner.clean(text);
    if (clean === null) return;
    // Spread out, for this is done for every line of a long log.
    const line = { text: clean.text, stamp: clean.stamp, number };
    if (this.#wrapWidth === null) {
      this.#parse(line);
      return;
    }
    const held = this.#held;
    if (held !== null && goesOn(held.text, line.text, this.#wrapWidth) && !this.#canStandAlone(line)) {
      this.#held = { ...held, text: `${held.text} ${line.text}` };
      return;
    }
    if (held !== null) this.#parse(held);
    this.#held = line;
  }

  end(): Result {
    if (this.#held !== null) this.#parse(this.#held);
    this.#held = null;
    this.#keep(this.#parser.end());
    return {
      format: this.#recognised.format,
      recordings: this.#recordings,
      recordingsDropped: this.#dropped,
      linesNotUnderstood: this.#notUnderstood,
      firstNotUnderstood: this.#firstNotUnderstood,
      unwrapped: this.#recognised.cleaner.layers.map(({ id }) => id),
    };
  }

  #canStandAlone({ text }: LogLine): boolean {
    return this.#recognised.format.score(text) > 0;
  }

  #parse(line: LogLine): void {
    if (!this.#parser.take(line) && line.text.trim() !== '') {
      this.#notUnderstood += 1;
      this.#firstNotUnderstood ??= line;
    }
    this.#taken += 1;
    if (this.#taken % linesBetweenSweeps === 0) this.#keep(this.#parser.finished());
  }

  #keep(recordings: readonly Recording[]): void {
    for (const recording of recordings) {
      if (this.#events + recording.events.length > mostEvents) this.#dropped += 1;
      else this.#recordings.push(recording);
      this.#events += recording.events.length;
    }
  }
}
