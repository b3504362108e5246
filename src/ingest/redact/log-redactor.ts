import { learnJson, redactJson } from './json-redactor.ts';
import { SecretDump } from './text/secret-dump.ts';
import type { TextRedactor } from './text-redactor.ts';

/** Redacts the lines of one log in their order, once all of them were learned. */
export class LogRedactor {
  readonly #redactor: TextRedactor;
  readonly #dump = new SecretDump();

  constructor(redactor: TextRedactor) {
    this.#redactor = redactor;
  }

  learn(line: string): void {
    const text = withoutEnd(line);
    if (isJsonLine(text)) learnJson(text, this.#redactor);
    else this.#redactor.learn(text, 'log');
  }

  /** A line with its end, as it was given. */
  redact(line: string): string {
    const text = withoutEnd(line);
    const end = line.slice(text.length);
    if (isJsonLine(text)) return redactJson(text, this.#redactor) + end;
    return this.#dump.mask(this.#redactor.redact(text, 'log'), '****') + end;
  }
}

function withoutEnd(line: string): string {
  return /[\r\n]/.test(line.charAt(line.length - 1)) ? line.slice(0, -1) : line;
}

/** As Docker and log collectors write them. */
function isJsonLine(text: string): boolean {
  return text.startsWith('{"') && text.trimEnd().endsWith('}');
}
