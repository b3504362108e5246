import type { Stamp } from '../text/stamp.ts';

const pattern = /^\[?(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)\]?$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `[23/Nov/2026:10:02:11 +0000]` of the Common Log Format, null for anything else. */
export function clfStamp(text: string): Stamp | null {
  const [, day, name = '', year, hour, minute, second, sign, zoneHours, zoneMinutes] = pattern.exec(text) ?? [];
  const month = months.indexOf(name);
  if (month === -1) return null;
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return { ms: sign === '-' ? local + zoneMs : local - zoneMs, hasDate: true, isExact: false, isUtc: true };
}
