import { leadingClock, leadingDateTime, leadingSyslogTime, type Stamp } from './stamp.ts';

/** What is left of a line without one layer of what was put around it. */
interface Unwrapped {
  readonly text: string;
  readonly stamp: Stamp | null;
}

/** One thing that tickets, mails, terminals and log collectors put around each line. */
export interface Layer {
  readonly id: string;
  /** Null for a line that does not have it. */
  unwrap(line: string): Unwrapped | null;
}

/** The layers that there may be around these lines; what they are depends on the lines where it is an indentation. */
export function possibleLayers(lines: readonly string[]): readonly Layer[] {
  const width = commonIndentation(lines);
  return width === 0 ? layers : [...layers, indentation(width)];
}

/** The first group is what remains. */
function prefix(id: string, pattern: RegExp): Layer {
  return {
    id,
    unwrap(line) {
      const text = pattern.exec(line)?.[1];
      return text === undefined ? null : { text, stamp: null };
    },
  };
}

function stamped(id: string, read: (line: string) => { readonly stamp: Stamp; readonly length: number } | null): Layer {
  return {
    id,
    unwrap(line) {
      const found = read(line);
      return found === null ? null : { text: line.slice(found.length), stamp: found.stamp };
    },
  };
}

/** One object a line, as Docker's json-file driver, journalctl `-o json` and most log collectors write it. */
const jsonLines: Layer = {
  id: 'json',
  unwrap(line) {
    if (!line.startsWith('{"')) return null;
    let fields: unknown;
    try {
      fields = JSON.parse(line);
    } catch {
      return null;
    }
    if (typeof fields !== 'object' || fields === null) return null;
    const byName = new Map<string, unknown>(Object.entries(fields));
    const text = ['log', 'message', 'msg', 'MESSAGE'].map(name => byName.get(name)).find(isText);
    const time = ['time', 'timestamp', '@timestamp', 'ts'].map(name => byName.get(name)).find(isText);
    if (text === undefined) return null;
    return { text: text.trimEnd(), stamp: time === undefined ? null : (leadingDateTime(time)?.stamp ?? null) };
  },
};

const entityPattern = /&(?:lt|gt|amp|quot|#39|nbsp);/g;
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** Copied from a page's source. */
const htmlEntities: Layer = {
  id: 'entities',
  unwrap(line) {
    const text = line.replace(entityPattern, entity => entities[entity] ?? entity);
    return text === line ? null : { text, stamp: null };
  },
};

const layers: readonly Layer[] = [
  jsonLines,
  htmlEntities,
  prefix('quote', /^[ \t]{0,3}> ?(.*)$/s),
  prefix('bar', /^[ \t]{0,3}[|│┃] ?(.*?)[ \t]{0,200}[|│┃]?$/s),
  stamped('date and time', leadingDateTime),
  stamped('time', leadingClock),
  stamped('syslog time', leadingSyslogTime),
  prefix('host and program', /^[\w.:-]{1,255} [\w./()@-]{1,64}(?:\[\d{1,10}\])?: (.*)$/s),
  prefix('program', /^[\w./()@-]{1,64}\[\d{1,10}\]:? (.*)$/s),
  prefix('compose service', /^[\w.-]{1,100} {0,40}\| ?(.*)$/s),
  prefix('brackets', /^\[[^\][]{1,200}\]:? (.*)$/s),
  prefix('stream', /^std(?:out|err) [FP] (.*)$/s),
  prefix('level', /^\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL)\]?:?[ \t]{1,4}(.*)$/s),
  prefix('file name', /^[\w./\\-]{1,200}\.(?:log|txt|out)(?::\d{1,9})?[:-] ?(.*)$/s),
  prefix('line number', /^[ \t]{0,8}\d{1,9}(?:[:\t|]| {2}|\. | \| ?)(.*)$/s),
];

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function indentation(width: number): Layer {
  return {
    id: 'indentation',
    unwrap(line) {
      return /^[ \t]*/.exec(line)?.[0].length === 0 ? null : { text: line.slice(indentOf(line, width)), stamp: null };
    },
  };
}

/** The width that (nearly) all lines that say something are indented by. */
function commonIndentation(lines: readonly string[]): number {
  const widths = lines.filter(line => line.trim() !== '').map(line => indentOf(line, 200));
  const sorted = widths.toSorted((a, b) => a - b);
  // A line of prose above the paste does not count.
  return sorted[Math.floor(sorted.length / 5)] ?? 0;
}

function indentOf(line: string, most: number): number {
  let at = 0;
  while (at < most && (line[at] === ' ' || line[at] === '\t')) at += 1;
  return at;
}
