import type { Recording } from '../recording.ts';
import type { LogFormat, LogLine } from './log-format.ts';
import { LogReading } from './log-reading.ts';
import { logFormats } from './registry.ts';

/** How a log is read. */
export interface ReadLogOptions {
  /** The file's name for people; `-` for standard input. */
  readonly file: string;
  /** {@link LogFormat.id} of the format to take; by default it is recognised by the content. */
  readonly as?: string;
}

/** What became of a log. */
export type LogResult =
  | ReadLog
  /** Its lines are of no known format; `tried` has the names of all that were looked for. */
  | { readonly kind: 'not-recognised'; readonly tried: readonly string[]; readonly linesRead: number };

/** A log of a known format. */
export interface ReadLog {
  readonly kind: 'read';
  readonly format: LogFormat;
  /** One for each session, in the order in which they ended. */
  readonly recordings: readonly Recording[];
  /** Sessions that were left out because there were too many. */
  readonly recordingsDropped: number;
  readonly linesRead: number;
  /** Lines that meant nothing; empty ones are not counted. */
  readonly linesNotUnderstood: number;
  readonly firstNotUnderstood: LogLine | null;
  /** Lines longer than 8,000 characters, of which the rest was left out. */
  readonly linesCut: number;
  /** What was taken off each line: `quote`, `date and time` … */
  readonly unwrapped: readonly string[];
}

/**
 * Reads a log whose bytes come in pieces. Memory is bounded, whatever the bytes are. Rejects only if the source does,
 * and with RangeError for an unknown `as`.
 */
export async function readLog(source: AsyncIterable<Uint8Array>, options: ReadLogOptions): Promise<LogResult> {
  const reading = open(options);
  for await (const bytes of source) {
    reading.push(bytes);
    if (reading.isHopeless) break;
  }
  return close(reading);
}

/** The same for bytes that are all here. */
export function readLogBytes(bytes: Uint8Array, options: ReadLogOptions): LogResult {
  const reading = open(options);
  reading.push(bytes);
  return close(reading);
}

function open({ file, as }: ReadLogOptions): LogReading {
  if (as === undefined) return new LogReading(file, logFormats, false);
  const format = logFormats.find(({ id }) => id === as);
  if (format === undefined) throw new RangeError(`no such log format: ${as}`);
  return new LogReading(file, [format], true);
}

function close(reading: LogReading): LogResult {
  const read = reading.end();
  const { linesRead } = reading;
  if (read === null) return { kind: 'not-recognised', tried: logFormats.map(({ name }) => name), linesRead };
  return { kind: 'read', linesRead, linesCut: reading.linesCut, ...read };
}
