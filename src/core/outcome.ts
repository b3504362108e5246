import type { Failure } from './failure.ts';

/** The step gave what it was for. Times are milliseconds from the start of the run. */
export interface Ok<Value> {
  readonly status: 'ok';
  readonly value: Value;
  readonly startedMs: number;
  readonly tookMs: number;
  /** Present where the times are those of captured packets, not of our own program. */
  readonly known?: 'packet';
}

/** The step was tried, and broke. */
export interface Failed {
  readonly status: 'failed';
  readonly failure: Failure;
  readonly startedMs: number;
  readonly tookMs: number;
  /** Present where the times are those of captured packets, not of our own program. */
  readonly known?: 'packet';
}

/** Why a step was not tried. */
export type SkipReason =
  /** An earlier step failed; `detail` is that step's id. */
  | 'earlier-step'
  /** The command line did not ask for it. */
  | 'not-requested'
  /** It makes no sense here: PASV on IPv6, TLS on a clear connection. */
  | 'not-applicable'
  /** The run's own time (`--timeout`) was used up. */
  | 'out-of-time'
  /** Ctrl-C. */
  | 'interrupted'
  /** A log or a capture cannot show it. */
  | 'not-in-source';

export interface Skipped {
  readonly status: 'skipped';
  readonly reason: SkipReason;
  /** The earlier step's id, or one sentence for people. */
  readonly detail: string;
}

/** What became of one step. Never absent, never a boolean where a reason is known. */
export type Outcome<Value> = Ok<Value> | Failed | Skipped;

export type OutcomeStatus = Outcome<unknown>['status'];

/** The branch of an outcome that has the given status. */
export type OutcomeWith<Value, Status extends OutcomeStatus> = Extract<Outcome<Value>, { status: Status }>;

export function skipped(reason: SkipReason, detail: string): Skipped {
  return { status: 'skipped', reason, detail };
}
