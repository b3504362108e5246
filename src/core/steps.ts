import type { Evidence } from './evidence.ts';
import { type Outcome, skipped } from './outcome.ts';
import type { StepId, StepValues } from './step-values.ts';

/** Every step of a run under its id. */
export type Steps = { readonly [Id in StepId]: Outcome<StepValues[Id]> };

const controlSteps = [
  'connect',
  'greeting',
  'auth',
  'tls',
  'login',
  'protect',
  'feat',
  'syst',
  'stat',
  'quit',
] as const;
const transferSteps = ['preliminary', 'tls', 'data', 'completion'] as const;
const passiveSteps = ['reply', 'connect', ...transferSteps] as const;
const activeSteps = ['listen', 'reply', 'accept', ...transferSteps] as const;

/** All step ids, in the order in which a run goes through them. */
export const stepIds: readonly StepId[] = [
  'resolve',
  ...controlSteps.map(step => `control.${step}` as const),
  'sessions',
  ...(['pasv', 'epsv'] as const).flatMap(mode => passiveSteps.map(step => `${mode}.${step}` as const)),
  ...(['port', 'eprt'] as const).flatMap(mode => activeSteps.map(step => `${mode}.${step}` as const)),
];

const absent = skipped('not-in-source', 'not in this source');

/**
 * The evidence as one flat table: `control.*` from the primary session, `pasv.*` … from the trials of the four modes.
 * A step that the evidence does not have is `skipped`, never absent.
 */
export function stepsOf(evidence: Evidence): Steps {
  const table: Partial<Record<string, Outcome<unknown>>> = { resolve: evidence.resolve, sessions: evidence.parallel };
  for (const [step, outcome] of Object.entries(evidence.sessions[0]?.steps ?? {})) table[`control.${step}`] = outcome;
  for (const trial of evidence.trials) {
    for (const [step, outcome] of Object.entries(trial.steps)) table[`${trial.id}.${step}`] = outcome;
  }
  return Object.fromEntries(stepIds.map(id => [id, table[id] ?? absent])) as unknown as Steps;
}
