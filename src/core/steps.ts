import type { Evidence } from './evidence.ts';
import { type Outcome, skipped } from './outcome.ts';
import type { ActiveSteps, ExperimentSteps, ObservationSteps, StepId, StepValues } from './step-values.ts';

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

type FamilyOf<Steps> = Steps extends ActiveSteps ? 'active' : 'passive';

/** The family of every follow-up trial; a record, so that a forgotten one does not compile. */
export const experimentFamilies: { readonly [Id in keyof ExperimentSteps]: FamilyOf<ExperimentSteps[Id]> } = {
  'control-address': 'passive',
  'advertised-address': 'passive',
  'clear-pasv': 'passive',
  'clear-port': 'active',
  'seen-address': 'active',
  'disguised-port': 'active',
  'small-transfer': 'passive',
};
/** The steps of every observation. */
export const observationSteps: { readonly [Id in keyof ObservationSteps]: readonly (keyof ObservationSteps[Id])[] } = {
  'closed-port': ['connect'],
  'second-control': ['connect', 'greeting'],
  'first-word': ['connect', 'answer'],
  'tls-hello': ['connect', 'tls'],
  idle: ['noop'],
  'path-trace': ['control', 'port'],
};

/** All step ids, in the order in which a run goes through them. */
export const stepIds: readonly StepId[] = [
  'resolve',
  ...controlSteps.map(step => `control.${step}` as const),
  'sessions',
  ...(['pasv', 'epsv'] as const).flatMap(mode => passiveSteps.map(step => `${mode}.${step}` as const)),
  ...(['port', 'eprt'] as const).flatMap(mode => activeSteps.map(step => `${mode}.${step}` as const)),
  ...Object.entries(experimentFamilies).flatMap(([id, family]) =>
    (family === 'passive' ? passiveSteps : activeSteps).map(step => `${id}.${step}` as StepId),
  ),
  ...Object.entries(observationSteps).flatMap(([id, steps]) => steps.map(step => `${id}.${step}` as StepId)),
];

const absent = skipped('not-in-source', 'not in this source');
const uncalledFor = skipped('not-applicable', 'nothing that was seen called for it');

const tableOf = (outcome: Outcome<unknown>): Readonly<Record<string, Outcome<unknown>>> =>
  Object.fromEntries(stepIds.map(id => [id, outcome]));
const noneThere = tableOf(absent);
const noneCalledFor = tableOf(uncalledFor);

/**
 * The evidence as one flat table: `control.*` from the primary session, `pasv.*` … from the trials of the four modes.
 * A step that the evidence does not have is `skipped`, never absent.
 */
export function stepsOf(evidence: Evidence): Steps {
  const table: Record<string, Outcome<unknown>> = {
    ...(evidence.source.kind === 'live' ? noneCalledFor : noneThere),
    resolve: evidence.resolve,
    sessions: evidence.parallel,
  };
  const put = (of: string, steps: Readonly<Partial<Record<string, Outcome<unknown>>>>): void => {
    for (const [step, outcome] of Object.entries(steps)) {
      const id = `${of}.${step}`;
      if (outcome !== undefined && id in table) table[id] = outcome;
    }
  };
  put('control', evidence.sessions[0]?.steps ?? {});
  for (const { id, steps } of evidence.trials) put(id, steps);
  for (const { id, steps } of evidence.observations ?? []) put(id, steps);
  return table as unknown as Steps;
}
