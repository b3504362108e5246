import type { Stamp } from '../text/stamp.ts';

/** A time as Windows writes it in the short form of some country. */
export interface LocaleTime {
  /** The time of day: the order of day and month is not always known. */
  readonly stamp: Stamp;
  /** `2026-11-23T10:02:11` where the date can be read in one way only, or null. */
  readonly iso: string | null;
}

const time = /(\d{1,2})[:.](\d\d)[:.](\d\d)(?: ?([AaPp])\.?[Mm]\.?)?$/;
const date = /^(\d{1,4})([-/.]) ?(\d{1,2})[-/.] ?(\d{1,4})\.?,?$/;

/** `23/11/2026 10:02:11`, `11/23/2026 10:02:11 AM`, `23.11.2026 10:02:11`, `2026-11-23 10:02:11`; null for anything else. */
export function localeTime(text: string): LocaleTime | null {
  const match = time.exec(text.trim());
  if (match === null) return null;
  const [, hours, minutes, seconds, half] = match;
  const hour = hourOf(Number(hours), half?.toLowerCase());
  const ms = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const stamp: Stamp = { ms, hasDate: false, isExact: false, isUtc: false };
  const day = dayOf(text.trim().slice(0, match.index).trim());
  const clock = [hour, Number(minutes), Number(seconds)].map(two).join(':');
  return { stamp, iso: day === null ? null : `${day}T${clock}` };
}

/** Some write `15:51:17 PM`. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12;
  return half === 'a' && hour === 12 ? 0 : hour;
}

/** A day of the month above 12 tells which of two numbers it is; so do dots, which stand between day, month and year. */
function dayOf(text: string): string | null {
  const [, first = '', separator, second = '', third = ''] = date.exec(text) ?? [];
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return iso(a, b, c);
  if (third.length !== 4) return null;
  if (separator === '.' || a > 12) return iso(c, b, a);
  return b > 12 ? iso(c, a, b) : null;
}

function iso(year: number, month: number, day: number): string | null {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDate ? `${year}-${two(month)}-${two(day)}` : null;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
