import type { Stamp } from '../text/stamp.ts';
import { ftpVerbs } from './ftp-verbs.ts';

/** What IIS writes unless told otherwise, for a log whose head is missing. */
const usualFields =
  'date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath';

const channel = /^(?:Control|Data)Channel(?:Opened|Closed)$/;
const mostFields = 100;

/** One line of an IIS FTP log by the names of its fields; a field of `-` is null. */
export class IisLine {
  readonly #values: ReadonlyMap<string, string>;
  readonly method: string;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
    this.method = values.get('cs-method') ?? '';
  }

  text(field: string): string | null {
    const value = this.#values.get(field);
    return value === undefined || value === '-' ? null : value;
  }

  /** Null where it is missing or no number. */
  number(field: string): number | null {
    const value = this.text(field);
    return value !== null && /^\d{1,10}$/.test(value) ? Number(value) : null;
  }

  /** UTC, as the W3C format has it; the time of day alone where the day stands above the lines. */
  get stamp(): Stamp | null {
    const [, hour, minute, second] = /^(\d\d):(\d\d):(\d\d)$/.exec(this.text('time') ?? '') ?? [];
    if (hour === undefined) return null;
    const ms = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(this.text('date') ?? '') ?? [];
    if (year === undefined) return { ms, hasDate: false, isExact: false, isUtc: true };
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
    return { ms: midnight + ms, hasDate: true, isExact: false, isUtc: true };
  }

  /** Whether its method is a command of FTP, or one of the events that IIS has beside them. */
  get isFtp(): boolean {
    return channel.test(this.method) || ftpVerbs.has(this.method.toUpperCase());
  }

  /** `CWD my+files` is written so; spaces are plus signs. */
  get command(): string {
    const argument = this.text('cs-uri-stem');
    const verb = this.method.toUpperCase();
    return argument === null ? verb : `${verb} ${argument.replaceAll('+', ' ')}`;
  }
}

/** Reads lines by the latest `#Fields:` above them. */
export class IisFields {
  #names: readonly string[] = usualFields.split(' ');

  /** Takes a line that begins with `#`. */
  takeDirective(line: string): void {
    const [, names] = /^#Fields: (.{1,4000})$/i.exec(line) ?? [];
    if (names !== undefined) this.#names = names.trim().split(/\s+/, mostFields);
  }

  /** Null for a line of another number of fields, or of no FTP. */
  read(line: string): IisLine | null {
    const words = line.trimEnd().split(' ', mostFields + 1);
    if (words.length !== this.#names.length) return null;
    const read = new IisLine(new Map(this.#names.map((name, index) => [name, words[index] ?? '-'])));
    return read.isFtp ? read : null;
  }
}
