/** A wall-clock time as it stands in a log. */
export interface Stamp {
  /** Milliseconds since 1970 as if the time were UTC; without a date, milliseconds since midnight. */
  readonly ms: number;
  readonly hasDate: boolean;
  /** Whether fractions of a second were given. */
  readonly isExact: boolean;
  /** Whether the source told its zone, so that `ms` is UTC in truth. */
  readonly isUtc: boolean;
}

/** A stamp, and how many characters of the line it took, with the space behind it. */
export interface LeadingStamp {
  readonly stamp: Stamp;
  readonly length: number;
}

const iso =
  /^[[(]?(\d{4})[-/](\d\d)[-/](\d\d)(?:[T_]|[ ]{1,3}|, )(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d)(?![\w:]))?[\])]?(?:: ?|[ \t]{1,4}|$)/;
const clock = /^[[(]?(\d\d?):(\d\d):(\d\d)(?:[.,](\d{1,9}))?[\])]?(?:: |[ \t]{1,4}|$)/;
const syslog = /^(?:<\d{1,3}>)?([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:: ?|[ \t]{1,4}|$)/;
/** Most lines have no stamp, and are asked for each kind of it. */
const beginsWithDigit = /^[[(]?\d/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-11-23T10:02:11.123Z `, `2026-11-23 10:02:11,123 `, `[2026/11/23 10:02:11] ` at the beginning of a line. */
export function leadingDateTime(line: string): LeadingStamp | null {
  if (!beginsWithDigit.test(line)) return null;
  const match = iso.exec(line);
  if (match === null) return null;
  const [all, year, month, day, hour, minute, second, fraction, zone] = match;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    fractionMs(fraction),
  );
  const stamp = { ms: local - zoneMs(zone), hasDate: true, isExact: fraction !== undefined, isUtc: zone !== undefined };
  return { stamp, length: all.length };
}

/** `10:02:11.123 `, `[10:02:11] `, `(10:02:11) `. */
export function leadingClock(line: string): LeadingStamp | null {
  if (!beginsWithDigit.test(line)) return null;
  const match = clock.exec(line);
  if (match === null) return null;
  const [all, hour, minute, second, fraction] = match;
  return { stamp: clockStamp(hour, minute, second, fraction), length: all.length };
}

/** `Nov 23 10:02:11 ` (RFC 3164 §4.1.2). It has no year: the day counts from 1 January of a leap year. */
export function leadingSyslogTime(line: string): LeadingStamp | null {
  const match = syslog.exec(line);
  if (match === null) return null;
  const [all, name = '', day, hour, minute, second, fraction] = match;
  const month = months.indexOf(name);
  if (month === -1) return null;
  const { ms, isExact } = clockStamp(hour, minute, second, fraction);
  return {
    stamp: { ms: Date.UTC(1972, month, Number(day)) + ms, hasDate: false, isExact, isUtc: false },
    length: all.length,
  };
}

function clockStamp(hour = '0', minute = '0', second = '0', fraction: string | undefined): Stamp {
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return { ms: seconds * 1000 + fractionMs(fraction), hasDate: false, isExact: fraction !== undefined, isUtc: false };
}

function fractionMs(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(`0.${digits}`) * 1000;
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
