import { LogLines } from './log-lines.ts';
import { LogRedactor } from './log-redactor.ts';
import type { TextRedactor } from './text-redactor.ts';

/** So many characters are written at a time. */
const batch = 262_144;

/** Redacts a log, which is read twice: to learn, and to write. Memory does not grow with it, but with the names in it. */
export class LogFile {
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #redactor: TextRedactor;
  #cut = 0;

  /** @param open opens the log from its beginning */
  constructor(open: () => AsyncIterable<Uint8Array>, redactor: TextRedactor) {
    this.#open = open;
    this.#redactor = redactor;
  }

  /** Lines of which the end was dropped. */
  get cut(): number {
    return this.#cut;
  }

  async learn(): Promise<void> {
    const lines = new LogLines();
    const log = new LogRedactor(this.#redactor);
    for await (const bytes of this.#open()) for (const line of lines.push(bytes)) log.learn(line);
    for (const line of lines.end()) log.learn(line);
  }

  /** Writes the log, once everything was learned. */
  async redact(write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    const lines = new LogLines();
    const log = new LogRedactor(this.#redactor);
    let ready = '';
    const flush = async (): Promise<void> => {
      await write(lines.encode(ready));
      ready = '';
    };
    for await (const bytes of this.#open()) {
      for (const line of lines.push(bytes)) {
        ready += log.redact(line);
        if (ready.length >= batch) await flush();
      }
    }
    for (const line of lines.end()) ready += log.redact(line);
    await flush();
    this.#cut = lines.cut;
  }
}
