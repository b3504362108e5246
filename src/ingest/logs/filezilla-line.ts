import { leadingClock, leadingDateTime, type Stamp } from '../text/stamp.ts';
import { type FilezillaKind, filezillaKind } from './filezilla-prefixes.ts';

/** One line of FileZilla's log. */
export interface FilezillaLine {
  readonly stamp: Stamp | null;
  /** Tells sessions apart that are written into one file: process and connection; empty in a copy of the window. */
  readonly session: string;
  readonly kind: FilezillaKind;
  /** Without the space behind the prefix; a reply's own indentation is kept. */
  readonly text: string;
  /** How sure it is that FileZilla wrote the line, from 0 to 1. */
  readonly certainty: number;
}

const processAndConnection = /^(\d{1,10}) (?:(\d{1,10}) )?(?=\D)/;
/** The colon may be a wide one, or missing before a tab, as in Polish; Armenian has a full stop there. */
const prefixed = /^([^\t:：]{1,40}?)[ ]?(?:[:：]|(?=\t)|\.(?=\t))(\t|[ ]|$)(.*)$/s;

/** Null for a line of another shape. */
export function parseFilezillaLine(line: string): FilezillaLine | null {
  const dated = leadingDateTime(line);
  if (dated !== null) {
    const rest = line.slice(dated.length);
    const owner = processAndConnection.exec(rest);
    const [whole = '', process = '', connection = ''] = owner ?? [];
    return inside(rest.slice(whole.length), dated.stamp, `${process} ${connection}`.trim(), owner === null ? 0.5 : 1);
  }
  const timed = leadingClock(line);
  if (timed !== null) return inside(line.slice(timed.length), timed.stamp, '', 0.95);
  return inside(line, null, '', 0.5);
}

function inside(line: string, stamp: Stamp | null, session: string, certainty: number): FilezillaLine | null {
  const [, prefix = '', separator, text = ''] = prefixed.exec(line) ?? [];
  if (separator === undefined) return null;
  const kind = filezillaKind(prefix);
  if (kind === undefined) return null;
  // Two spaces and more were a tab.
  const own = separator === ' ' ? text.replace(/^ {2,}/, '') : text;
  return { stamp, session, kind, text: own, certainty: separator === '\t' ? Math.max(certainty, 0.9) : certainty };
}
