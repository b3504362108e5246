import { leadingDateTime, leadingSyslogTime, type Stamp } from '../text/stamp.ts';

/** `2026-11-23T10:02:11.123456+00:00 ` is the longest of them. */
const longest = 36;

/** The part of a line in which a stamp is looked for. */
export function headOf(line: string): string {
  return line.slice(0, longest);
}

/** The time at the head of a line that a syslog daemon wrote, or a server that writes like one. */
export function lineHeadStamp(head: string): Stamp | null {
  return (leadingSyslogTime(head) ?? leadingDateTime(head))?.stamp ?? null;
}
