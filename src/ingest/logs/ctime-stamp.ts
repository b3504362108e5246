import type { Stamp } from '../text/stamp.ts';

const pattern = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon Nov 23 10:02:11 2026`, as ctime(3) writes it: local time without its zone. Null for anything else. */
export function ctimeStamp(text: string): Stamp | null {
  const [, name = '', day, hour, minute, second, year] = pattern.exec(text) ?? [];
  const month = months.indexOf(name);
  if (month === -1) return null;
  const ms = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  return { ms, hasDate: true, isExact: false, isUtc: false };
}
