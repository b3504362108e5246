import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';

/** One line of a log, cleaned of what a ticket put around it, and where it stood. */
export interface LogLine {
  /** Without its end. */
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /**
   * The time that a stamp in front told which is not the format's own: a log collector's, or a ticket's. A parser whose
   * format has no times takes it, through `SessionClock`.
   */
  readonly stamp?: Stamp | null;
}

/** Takes the lines of one log in their order. Bounded: what it keeps does not grow with the log, but with its sessions. */
export interface LogParser {
  /** Returns false for a line that means nothing to it; such lines are counted, and never an error. */
  take(line: LogLine): boolean;
  /** Sessions that are complete, and can be forgotten here; called every now and then. */
  finished(): readonly Recording[];
  /** The rest, at the end of the log. */
  end(): readonly Recording[];
}

/** A kind of log that can be recognised by its content and read. */
export interface LogFormat {
  /** As in `--as filezilla`: kebab-case. */
  readonly id: string;
  /** `FileZilla log` */
  readonly name: string;
  readonly seenBy: 'client' | 'server';
  /** Why nothing can be told of sessions by such a log, for people, and where it can be; absent for all that hold sessions. */
  readonly holdsNoSessions?: string;
  /**
   * How sure one line is to belong to this format, from 0 (not at all) to 1 (nothing else writes such a line). The
   * format with the highest sum over the first lines is taken; the order of the registry decides between equals.
   */
  score(line: string): number;
  /** A parser for one file; `file` is its name for people. */
  parser(file: string): LogParser;
}
