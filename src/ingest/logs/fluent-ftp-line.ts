import { leadingDateTime, type Stamp } from '../text/stamp.ts';

interface FluentFtpLine {
  /** `call`: a method of the library; `heading`: a logger's category, with the message on the next line. */
  readonly kind: 'command' | 'response' | 'status' | 'call' | 'exception' | 'heading';
  readonly text: string;
  readonly stamp: Stamp | null;
  readonly isIndented: boolean;
  /** Whether the kind is padded to ten characters, as FluentFTP does it. */
  readonly isPadded: boolean;
  /** Whether a time in brackets stood behind a response. */
  readonly hasDuration: boolean;
}

const severity = /^\[(?:VRB|DBG|INF|WRN|ERR|FTL|Verbose|Debug|Information|Warning|Error|INFO|DEBUG|WARN|ERROR)\] /;
const heading = /^(?:trce|dbug|info|warn|fail|crit): [\w.`]{1,200}\[\d{1,9}\]$/;
const kinds = /^(Command|Response|Status|Warning|Error):( {1,6}|$)(.*)$/s;
const call = /^(?:# |>\s{6,12})([A-Z]\w{2,40})\((.*)\)$/s;
const exception =
  /^(?:Unhandled exception\. |\s*---> )?(?:System|FluentFTP)\.[\w.]{1,80}Exception(?: \(\d{1,10}\))?: .*$/s;
const duration = / \[<?\d[\d.,]{0,15}(?:ms|s|m|min|h|d)\]$/;

/** Null for a line that is none of FluentFTP's. */
export function parseFluentFtpLine(line: string): FluentFtpLine | null {
  const leading = leadingDateTime(line);
  const unstamped = leading === null ? line : line.slice(leading.length);
  const unlevelled = unstamped.replace(severity, '');
  const hasLevel = unlevelled !== unstamped;
  const content = unlevelled.trimStart();
  const isIndented = content !== unlevelled;
  const base = { stamp: leading?.stamp ?? null, isIndented, isPadded: false, hasDuration: false };
  if (heading.test(content)) return { ...base, kind: 'heading', text: content };
  const [, kind, space = '', text = ''] = kinds.exec(content) ?? [];
  if (kind === 'Command') return { ...base, kind: 'command', text: text.trimEnd(), isPadded: space.length === 2 };
  if (kind === 'Response') {
    const plain = text.replace(duration, '');
    return { ...base, kind: 'response', text: plain, hasDuration: plain !== text };
  }
  if (kind !== undefined) {
    return { ...base, kind: 'status', text, isPadded: kind.length + 1 + space.length === 10 };
  }
  if (exception.test(unlevelled)) return { ...base, kind: 'exception', text: unlevelled };
  if (call.test(content)) return { ...base, kind: 'call', text: content.replace(/^(?:#|>)\s+/, '') };
  return hasLevel && content !== '' ? { ...base, kind: 'status', text: content } : null;
}
