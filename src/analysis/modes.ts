import type { ModeResult, WalkStep } from '../core/diagnosis.ts';
import { type Evidence, type ModeCommand, modeCommands, type Trial } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import type { Outcome, Skipped } from '../core/outcome.ts';
import { explainsMode } from './rank.ts';
import { isConnectionFailure, walkActive } from './walk-active.ts';
import { walkPassive } from './walk-passive.ts';

/** What became of each of the four modes, without the cause, which is for the findings to say. */
export function modesOf(evidence: Evidence): readonly ModeResult[] {
  return modeCommands.map(command => modeOf(command, evidence));
}

/** The modes with the cause of the most important finding that rests on the steps of each; `unknown` where none does. */
export function withCauses(modes: readonly ModeResult[], findings: readonly Finding[]): readonly ModeResult[] {
  return modes.map(mode => {
    if (mode.failedStep === null) return mode;
    const finding = findings.find(one => one.severity !== 'info' && explainsMode(one, mode, findings));
    return { ...mode, cause: finding?.cause ?? 'unknown' };
  });
}

function modeOf(command: ModeCommand, evidence: Evidence): ModeResult {
  const family = command === 'PASV' || command === 'EPSV' ? 'passive' : 'active';
  const trial = evidence.trials.find(one => one.purpose === 'mode' && one.command === command);
  const result = { command, family, failedStep: null, cause: null, durationMs: 0 } as const;
  if (!trial) return { ...result, status: 'skipped', reason: 'not tried', steps: [] };
  const walked = trial.family === 'passive' ? walkPassive(trial, evidence) : walkActive(trial, evidence);
  const steps = walked.map(step => asSourceTells(step, evidence));
  const outcomes: readonly Outcome<unknown>[] = Object.values(trial.steps);
  const durationMs = durationOf(outcomes);
  if (outcomes.some(outcome => outcome.status === 'failed')) {
    const end = steps.find(step => step.status === 'failed');
    const status = isRefused(trial) ? 'refused' : 'failed';
    return { ...result, status, failedStep: end?.n ?? null, reason: end?.note ?? '', durationMs, steps };
  }
  const isComplete = trial.steps.data.status === 'ok' && isEnded(trial.steps.completion);
  if (isComplete) return { ...result, status: 'ok', reason: '', durationMs, steps };
  const skip = decidingSkip(trial);
  const isTold = skip?.reason === 'not-applicable' || skip?.reason === 'not-requested';
  return { ...result, status: 'skipped', reason: reasonOf(skip), durationMs, steps: isTold ? [] : steps };
}

/** A recording knows nothing by sockets and our kernel, and a log a step's times only where it has some. */
function asSourceTells(step: WalkStep, { clock, source }: Evidence): WalkStep {
  if (source.kind === 'live') return step;
  const isByUs = step.known === 'socket' || step.known === 'kernel';
  const known = isByUs ? (knownBy[source.kind] ?? step.known) : step.known;
  if (clock === 'none') return { ...step, known, atMs: null, tookMs: null };
  const isTooShort = clock === 'seconds' && step.tookMs !== null && step.tookMs < 1000;
  return { ...step, known, tookMs: isTooShort ? null : step.tookMs };
}

/** The transfer was confirmed, or TLS hides from a capture whether it was. */
function isEnded(completion: Outcome<unknown>): boolean {
  return completion.status === 'ok' || (completion.status === 'skipped' && completion.reason === 'not-in-source');
}

/** What a source other than sockets knows a step by. */
const knownBy: Readonly<Partial<Record<Evidence['source']['kind'], WalkStep['known']>>> = {
  log: 'log',
  pcap: 'packet',
};

/** True when the server said no to PASV, EPSV, PORT or EPRT itself, and not to what came of it. */
function isRefused({ family, steps: { reply } }: Trial): boolean {
  if (reply.status !== 'failed' || reply.failure.kind !== 'rejected') return false;
  return family === 'passive' || !isConnectionFailure(reply);
}

/** The first step that was skipped although the trial needed it. Without TLS, the step of TLS is skipped in every trial. */
function decidingSkip({ steps }: Trial): Skipped | undefined {
  for (const [name, outcome] of Object.entries<Outcome<unknown>>(steps)) {
    if (name !== 'tls' && outcome.status === 'skipped') return outcome;
  }
  return undefined;
}

function reasonOf(skip: Skipped | undefined): string {
  if (!skip) return 'not tried';
  switch (skip.reason) {
    case 'earlier-step':
      return `not tried: ${missing[skip.detail] ?? `${skip.detail} failed`}`;
    case 'not-requested':
      return 'not asked for';
    case 'out-of-time':
      return 'the time for the whole run was used up';
    case 'interrupted':
      return 'the run was interrupted';
    case 'not-in-source':
      return 'not in this recording';
    case 'not-applicable':
      return skip.detail;
  }
}

/** What a trial lacks after the failure of a step that all trials need. */
const missing: Readonly<Record<string, string>> = {
  resolve: 'the name has no known address',
  sessions: 'no control connection was left for it',
  'control.connect': 'there is no control connection',
  'control.greeting': 'there was no greeting',
  'control.auth': 'AUTH TLS failed',
  'control.tls': 'TLS failed',
  'control.login': 'the login failed',
};

/** From the start of the first step that was tried to the end of the last one. */
function durationOf(outcomes: readonly Outcome<unknown>[]): number {
  const tried = outcomes.flatMap(outcome => (outcome.status === 'skipped' ? [] : [outcome]));
  if (tried.length === 0) return 0;
  const start = Math.min(...tried.map(outcome => outcome.startedMs));
  return Math.max(...tried.map(outcome => outcome.startedMs + outcome.tookMs)) - start;
}
