import { describeFailure } from '../analysis/describe-failure.ts';
import type { AnyObservation, Evidence, Trial } from '../core/evidence.ts';
import type { Failure } from '../core/failure.ts';
import type { Outcome, SkipReason } from '../core/outcome.ts';
import type { ExperimentSteps, ObservationSteps } from '../core/step-values.ts';
import { destinationOf } from './destination.ts';
import { traceInWords } from './trace-result.ts';

/** What one experiment tried and what came of it, in a few words for people. */
export interface ExperimentResult {
  readonly tried: string;
  /** More than one where several ports did not do the same. */
  readonly came: readonly string[];
  /** Why it was run. */
  readonly why: string;
  /** `open`: what was tried came about; `unfinished`: time or an interruption ended it before that was known. */
  readonly state: 'open' | 'closed' | 'unfinished';
  /** From the first step to the end of the last; 0 when none was begun. */
  readonly tookMs: number;
}

type Known = keyof ExperimentSteps | keyof ObservationSteps;
type One = Trial | AnyObservation;

/** How an experiment is told. */
interface Wording {
  tried(one: One, evidence: Evidence): string;
  /** The step that shows that what was tried came about. */
  readonly goal: string;
  /** What it means that it did. */
  readonly open: string;
  /** What failures mean here, by step and kind, where the plain words of {@link plainly} are not enough. */
  readonly closed?: Readonly<Record<`${string}.${Failure['kind']}`, string>>;
}

/** A record of every experiment, so that a forgotten one does not compile. */
const wordings: Readonly<Record<Known, Wording>> = {
  'closed-port': {
    tried: (one, evidence) => `port ${portOf(one, evidence)} of the same host`,
    goal: 'connect',
    open: 'open: the host answers',
    closed: { 'connect.refused': 'refused: the host answers' },
  },
  'second-control': {
    tried: () => 'the control connection once more',
    goal: 'greeting',
    open: 'works this time',
    closed: {
      'connect.refused': 'refused again',
      'greeting.closed': 'closed again',
      'greeting.reset': 'reset again',
    },
  },
  'control-address': {
    tried: (one, evidence) => `port ${portOf(one, evidence)} of the 227 at ${hostOf(one, evidence)}`,
    goal: 'data',
    open: 'works: the address is wrong',
    closed: { 'connect.timeout': 'no answer there either', 'connect.refused': 'refused there as well' },
  },
  'advertised-address': {
    tried: (one, evidence) => `port ${portOf(one, evidence)} of the 229 at ${hostOf(one, evidence)}`,
    goal: 'data',
    open: 'works: that is the server, too',
    closed: { 'connect.refused': 'refused there as well' },
  },
  'clear-pasv': { tried: () => 'PASV without TLS', goal: 'data', open: 'works: TLS is in the way' },
  'clear-port': {
    tried: one => `${'command' in one ? one.command : 'PORT'} without TLS`,
    goal: 'data',
    open: 'works: TLS is in the way',
  },
  'seen-address': { tried: announcing, goal: 'data', open: 'works: the address was wrong' },
  'disguised-port': {
    tried: () => 'PORT where no helper (ALG) reads it',
    goal: 'reply',
    open: 'accepted: no helper is needed',
  },
  'small-transfer': {
    tried: () => 'a listing of next to nothing',
    goal: 'data',
    open: 'works: only larger ones stall',
    closed: { 'data.timeout': 'stalls as well' },
  },
  'first-word': {
    tried: () => 'speaking first',
    goal: 'answer',
    open: 'it answered',
    closed: { 'answer.timeout': 'no answer to that either' },
  },
  'tls-hello': {
    tried: () => 'a TLS handshake from the start',
    goal: 'tls',
    open: 'answered: it wants implicit TLS',
    closed: { 'tls.timeout': 'no answer to that either' },
  },
  'path-trace': { tried: () => 'how far SYNs come, hop by hop', goal: 'control', open: 'traced' },
  idle: {
    tried: (_, { limits }) => `${(limits.idleMs ?? 0) / 1000} s of silence, then NOOP`,
    goal: 'noop',
    open: 'the connection survived it',
    closed: { 'noop.timeout': 'no answer: it was forgotten' },
  },
};

const samplePrefix = 'more-ports-';

/** The experiments of a run, in the order of the evidence; those with further passive ports are one. */
export function experimentResults(evidence: Evidence): readonly ExperimentResult[] {
  const trials = evidence.trials.filter(({ purpose }) => purpose === 'follow-up');
  const samples = trials.filter(({ id }) => id.startsWith(samplePrefix));
  const all: readonly One[] = [...trials, ...(evidence.observations ?? [])];
  return all.flatMap(one => {
    if (one === samples[0]) return [sampled(samples, evidence)];
    if (one.id.startsWith(samplePrefix)) return [];
    if ('to' in one && one.id === 'path-trace') return [traced(one)];
    return [resultOf(one, wordings[one.id as Known] ?? unknownWording, evidence)];
  });
}

/** `port 40012: silent behind hop 2, 198.18.0.1` */
function traced(one: Extract<AnyObservation, { id: 'path-trace' }>): ExperimentResult {
  const { control, port } = one.steps;
  const came = [port, control].flatMap(outcome =>
    outcome.status === 'ok' ? [`port ${outcome.value.to.port}: ${traceInWords(outcome.value)}`] : [],
  );
  const whyNot = control.status === 'skipped' ? control.detail : 'not finished';
  return {
    tried: 'how far SYNs come, hop by hop',
    came: came.length > 0 ? came : [whyNot],
    why: one.why,
    state: came.length > 0 ? 'closed' : 'unfinished',
    tookMs: tookMsOf([one]),
  };
}

/** For an experiment that a later version has run. */
const unknownWording: Wording = { tried: ({ why }) => why, goal: 'data', open: 'works' };

function resultOf(one: One, wording: Wording, evidence: Evidence): ExperimentResult {
  const isOpen = outcomesOf(one).some(([id, { status }]) => id === wording.goal && status === 'ok');
  const head = { tried: wording.tried(one, evidence), why: one.why, tookMs: tookMsOf([one]) };
  if (isOpen) return { ...head, state: 'open', came: [wording.open] };
  const failed = failureOf(one);
  if (failed === null) return { ...head, state: 'unfinished', came: ['not finished'] };
  const { step, failure } = failed;
  const before = stepsOfTransfer.has(step) ? 'opens, then ' : '';
  const words = wording.closed?.[`${step}.${failure.kind}`] ?? before + plainly(failure);
  return { ...head, state: 'closed', came: [words] };
}

/** What follows once a data connection stands. */
const stepsOfTransfer: ReadonlySet<string> = new Set(['preliminary', 'tls', 'data', 'completion']);

/** The first step that failed; null where one before it was given up. */
function failureOf(one: One): { readonly step: string; readonly failure: Failure } | null {
  for (const [step, outcome] of outcomesOf(one)) {
    if (outcome.status === 'failed') return { step, failure: outcome.failure };
    if (outcome.status === 'skipped' && gaveUp.has(outcome.reason)) return null;
  }
  return null;
}

const gaveUp: ReadonlySet<SkipReason> = new Set<SkipReason>(['out-of-time', 'interrupted']);

/** `open: 40002, 40004`, `no answer: 41003` */
function sampled(samples: readonly Trial[], evidence: Evidence): ExperimentResult {
  const portsBy = new Map<string, Set<string>>();
  for (const sample of samples) {
    const isOpen = outcomesOf(sample).some(([id, { status }]) => id === 'connect' && status === 'ok');
    const failed = failureOf(sample);
    const came = isOpen ? 'open' : failed === null ? 'not finished' : plainly(failed.failure);
    portsBy.set(came, (portsBy.get(came) ?? new Set()).add(portOf(sample, evidence)));
  }
  const { size } = new Set(samples.map(sample => portOf(sample, evidence)));
  return {
    tried: size === 1 ? 'a further passive port' : `${size} further passive ports`,
    came: [...portsBy].map(([came, ports]) => `${came}: ${[...ports].join(', ')}`),
    why: samples[0]?.why ?? '',
    state: portsBy.has('open') ? 'open' : 'closed',
    tookMs: tookMsOf(samples),
  };
}

/** A failure in words for everybody; how long it was waited for is told apart. */
function plainly(failure: Failure): string {
  switch (failure.kind) {
    case 'timeout':
      return 'no answer';
    case 'refused':
      return 'refused';
    case 'rejected':
      return `refused: ${describeFailure(failure)}`;
    case 'no-arrival':
      return 'accepted, and no connection came';
    default:
      return describeFailure(failure);
  }
}

function outcomesOf({ steps }: One): readonly [string, Outcome<unknown>][] {
  return Object.entries(steps);
}

function tookMsOf(all: readonly One[]): number {
  const begun = all.flatMap(outcomesOf).flatMap(([, outcome]) => (outcome.status === 'skipped' ? [] : [outcome]));
  if (begun.length === 0) return 0;
  const ends = begun.map(({ startedMs, tookMs }) => startedMs + tookMs);
  return Math.max(...ends) - Math.min(...begun.map(({ startedMs }) => startedMs));
}

function announcing(one: One): string {
  if (!('family' in one) || one.family !== 'active' || one.steps.listen.status !== 'ok') return one.why;
  return `${one.command} with ${one.steps.listen.value.announced.host}`;
}

function portOf(one: One, evidence: Evidence): string {
  const to = destinationOf(one, evidence);
  return to === null ? 'not known' : `${to.port}`;
}

function hostOf(one: One, evidence: Evidence): string {
  return destinationOf(one, evidence)?.host ?? 'an address not known';
}
