import type { Endpoint } from './endpoint.ts';
import type { Evidence, ModeCommand } from './evidence.ts';
import type { Cause, Confidence, Finding, Side } from './finding.ts';

/**
 * `ok` every mode tried works; `degraded` at least one carries data and at least one does not, or something needs
 * attention; `failed` no data can be moved; `inconclusive` the run could not tell.
 */
export type VerdictStatus = 'ok' | 'degraded' | 'failed' | 'inconclusive';

export interface Verdict {
  readonly status: VerdictStatus;
  readonly cause: Cause;
  readonly side: Side;
  readonly confidence: Confidence;
  readonly summary: string;
  /** The finding it rests on, or null. */
  readonly rule: string | null;
}

/** One numbered step of a mode's walk: ten in active, eleven in passive mode. */
export interface WalkStep {
  readonly n: number;
  readonly from: 'client' | 'server' | 'both';
  readonly to: 'client' | 'server' | 'both';
  /** `SYN`, `227 Entering Passive Mode`, `data`. */
  readonly what: string;
  /** The two ends where they are known: who sends first. */
  readonly fromEndpoint: Endpoint | null;
  readonly toEndpoint: Endpoint | null;
  readonly status: 'ok' | 'failed' | 'skipped' | 'unknown';
  /** Milliseconds from the start of the run; null where not known. */
  readonly atMs: number | null;
  readonly tookMs: number | null;
  /** How it is known; `reply` when the server said so on the control connection, `log` when a log tells it. */
  readonly known: 'packet' | 'kernel' | 'socket' | 'reply' | 'log' | 'not-known';
  /** What went wrong, or what is worth saying (`from port 20`, `SYN sent 3 times`); may be empty. */
  readonly note: string;
}

export type ModeStatus = 'ok' | 'failed' | 'refused' | 'skipped';

export interface ModeResult {
  readonly command: ModeCommand;
  readonly family: 'passive' | 'active';
  readonly status: ModeStatus;
  /** The number of the step at which the walk ends; null unless failed or refused. */
  readonly failedStep: number | null;
  /** The cause of the finding that explains it; null when it works or was skipped. */
  readonly cause: Cause | null;
  /** Why it was skipped, or in few words what broke; empty when ok. */
  readonly reason: string;
  readonly durationMs: number;
  readonly steps: readonly WalkStep[];
}

/** The analyzer's whole answer. */
export interface Diagnosis {
  readonly verdict: Verdict;
  /** All four, always, in the order PASV, EPSV, PORT, EPRT. */
  readonly modes: readonly ModeResult[];
  /** Most important first. */
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
}
