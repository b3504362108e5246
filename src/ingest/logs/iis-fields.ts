import { leadingClock, leadingDateTime, type Stamp } from '../text/stamp.ts';
import { ftpVerbs } from './ftp-verbs.ts';

/** What IIS writes unless told otherwise, for a log whose head is missing. */
const usualFields =
  'date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath';

const channel = /^(?:Control|Data)Channel(?:Opened|Closed)$/;
const mostFields = 100;

/** One line of an IIS FTP log by the names of its fields; a field of `-` is null. */
export class IisLine {
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: readonly string[];
  readonly method: string;

  constructor(places: ReadonlyMap<string, number>, values: readonly string[]) {
    this.#places = places;
    this.#values = values;
    this.method = this.text('cs-method') ?? '';
  }

  text(field: string): string | null {
    const value = this.#values[this.#places.get(field) ?? -1];
    return value === undefined || value === '-' ? null : value;
  }

  /** Null where it is missing or no number. */
  number(field: string): number | null {
    const value = this.text(field);
    return value !== null && /^\d{1,10}$/.test(value) ? Number(value) : null;
  }

  /** `2026-11-23 10:02:11`, or the time of day alone where the day stands above the lines. */
  get time(): string {
    const date = this.text('date');
    return date === null ? (this.text('time') ?? '') : `${date} ${this.text('time') ?? ''}`;
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

/** The time of a line, which is UTC as the W3C format has it. */
export function iisStamp(time: string): Stamp | null {
  const stamp = (leadingDateTime(time) ?? leadingClock(time))?.stamp;
  return stamp === undefined ? null : { ...stamp, isUtc: true };
}

/** Reads lines by the latest `#Fields:` above them. */
export class IisFields {
  #places = placesOf(usualFields.split(' '));

  /** Takes a line that begins with `#`. */
  takeDirective(line: string): void {
    const [, names] = /^#Fields: (.{1,4000})$/i.exec(line) ?? [];
    if (names !== undefined) this.#places = placesOf(names.trim().split(/\s+/, mostFields));
  }

  /** Null for a line of another number of fields, or of no FTP. */
  read(line: string): IisLine | null {
    const values = line.trimEnd().split(' ', mostFields + 1);
    if (values.length !== this.#places.size) return null;
    const read = new IisLine(this.#places, values);
    return read.isFtp ? read : null;
  }
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}
