import { leadingClock, leadingDateTime, type Stamp } from '../text/stamp.ts';

/** What a line of curl's is: its sign, or the block of `--trace-ascii` that begins with it. */
type CurlLineKind =
  | 'info'
  | 'sent'
  | 'received'
  /** So many bytes went by; which connection they were of is not told. */
  | 'data-in'
  | 'data-out'
  /** `--trace-ascii` announces what the rows below hold. */
  | 'sent-block'
  | 'received-block'
  | 'other-block'
  /** A row of such a block. */
  | 'row'
  | 'exit'
  /** The progress meter, its heading, the advice behind an error. */
  | 'chatter';

/** One line of curl's output, of which a meter that stood in front was taken off. */
export interface CurlLine {
  readonly kind: CurlLineKind;
  readonly text: string;
  readonly stamp: Stamp | null;
  /** Bytes for data, the offset for a row, the exit code for an exit; else 0. */
  readonly number: number;
  /** Seconds that the meter in front counted, or null without one; below one second it shows none, and this is 0. */
  readonly spentSeconds: number | null;
}

const time = /--:--:--|\d{1,3}:\d\d:\d\d/;
const meterNumbers = /^[\s\d.%kMGTPE]+$/;
const wideTimes =
  /^(?:--:--:--|\d{1,3}:\d\d:\d\d) {1,4}(--:--:--|\d{1,3}:\d\d:\d\d) {1,4}(?:--:--:--|\d{1,3}:\d\d:\d\d) {1,8}[\d.]{1,8}[kMGTPE]?(.*)$/s;
/** Since 8.17: columns of fixed width, the times empty below one second. */
const narrowMeter =
  /^(?:[ \d]{3} [ \d.kMGTPE]{6} ){3}[ \d.kMGTPE]{6} [ \d.kMGTPE]{6} [ \d:hdmy>]{7} ([ \d:hdmy>]{7}) [ \d:hdmy>]{7} [ \d.kMGTPE]{6}(.*)$/s;

/** Null for a line that curl does not write. */
export function parseCurlLine(line: string): CurlLine | null {
  const meter = takeMeter(line);
  if (meter !== null && meter.rest === '') {
    return { kind: 'chatter', text: '', stamp: null, number: 0, spentSeconds: meter.spentSeconds };
  }
  const spentSeconds = meter?.spentSeconds ?? null;
  const rest = meter?.rest ?? line;
  // With --trace-time, and --trace-ids behind it.
  const leading = leadingClock(rest) ?? leadingDateTime(rest);
  const unstamped = (leading === null ? rest : rest.slice(leading.length)).replace(/^\[\d{1,9}-(?:\d{1,9}|x)\] /, '');
  const found = signed(unstamped) ?? traced(unstamped) ?? exit(unstamped) ?? chatter(unstamped);
  if (found === null) return null;
  return { kind: found.kind, text: found.text, number: found.number ?? 0, stamp: leading?.stamp ?? null, spentSeconds };
}

type Found = Pick<CurlLine, 'kind' | 'text'> & { readonly number?: number };

function signed(line: string): Found | null {
  const sign = line[0] ?? '';
  if (sign === '{' || sign === '}') {
    const bytes = /^[{}] \[(\d{1,15}) bytes data\]/.exec(line)?.[1];
    return bytes === undefined
      ? null
      : { kind: sign === '{' ? 'data-in' : 'data-out', text: '', number: Number(bytes) };
  }
  if (line[1] !== ' ' && line.length !== 1) return null;
  const text = line.slice(2);
  if (sign === '*') return { kind: 'info', text: text.trim() };
  if (sign === '>') return { kind: 'sent', text };
  if (sign === '<') return { kind: 'received', text };
  return null;
}

function traced(line: string): Found | null {
  if (line.startsWith('== Info: ')) return { kind: 'info', text: line.slice(9).trim() };
  const [, arrow, what, bytes] = /^(=>|<=) (?:Send|Recv) ([a-zA-Z ]{4,20}), (\d{1,15}) bytes/.exec(line) ?? [];
  if (arrow !== undefined) {
    const isOut = arrow === '=>';
    const number = Number(bytes);
    if (what === 'header') return { kind: isOut ? 'sent-block' : 'received-block', text: '', number };
    if (what === 'data') return { kind: isOut ? 'data-out' : 'data-in', text: '', number };
    return { kind: 'other-block', text: '', number };
  }
  const [, offset, text = ''] = /^([\da-f]{4,8}): (.*)$/s.exec(line) ?? [];
  return offset === undefined ? null : { kind: 'row', text, number: Number.parseInt(offset, 16) };
}

function exit(line: string): Found | null {
  const [, code, text = ''] = /^curl: \((\d{1,3})\) ?(.*)$/s.exec(line) ?? [];
  return code === undefined ? null : { kind: 'exit', text, number: Number(code) };
}

function chatter(line: string): Found | null {
  const isChatter =
    /^ *% {1,4}Total {1,6}% {1,4}Received/.test(line) ||
    /^ +Dload +Upload /.test(line) ||
    /^(?:curl: try |More details here: https:\/\/curl|curl failed to verify|curl performs SSL|establish a secure connection to it\.|how to fix it, please visit)/.test(
      line,
    ) ||
    /^[#=O -]{0,300}\d{1,3}\.\d%$/.test(line);
  return isChatter ? { kind: 'chatter', text: '' } : null;
}

/** The meter that stands in front of a note, where curl did not end its line. */
function takeMeter(line: string): { readonly spentSeconds: number; readonly rest: string } | null {
  const [, narrow, behind] = narrowMeter.exec(line) ?? [];
  if (narrow !== undefined && behind !== undefined) return { spentSeconds: secondsIn(narrow), rest: behind };
  const at = time.exec(line)?.index ?? -1;
  if (at < 20 || at > 120 || !meterNumbers.test(line.slice(0, at))) return null;
  const [, wide, rest] = wideTimes.exec(line.slice(at)) ?? [];
  return wide === undefined || rest === undefined ? null : { spentSeconds: secondsIn(wide), rest };
}

/** `--:--:--`, `0:00:13`, `  00:13`, and 0 for the less exact `1h 02m` and beyond. */
function secondsIn(spent: string): number {
  const parts = /^[\d:]+$/.test(spent.trim()) ? spent.trim().split(':') : [];
  return parts.reduce((total, part) => total * 60 + Number(part), 0);
}
