import type { ActiveTrial, Evidence, PassiveTrial, Trial } from '../core/evidence.ts';
import type { Cause, Confidence, Severity, Side, Stage } from '../core/finding.ts';
import type { Outcome, OutcomeStatus, OutcomeWith } from '../core/outcome.ts';
import type { ActiveSteps, PassiveSteps, StepId, StepValues } from '../core/step-values.ts';

/** The status that a step must have; `any` reads the step whatever became of it. */
export type NeededStatus = OutcomeStatus | 'any';

/** Whether an outcome's status is the one that was needed. */
export function hasStatus(status: OutcomeStatus, needed: NeededStatus): boolean {
  return needed === 'any' || status === needed;
}

type Narrowed<Value, Needed> = Needed extends 'any'
  ? Outcome<Value>
  : Needed extends OutcomeStatus
    ? OutcomeWith<Value, Needed>
    : never;

/** Which steps a rule reads, and the status each must have. */
export type Needs = { readonly [Id in StepId]?: NeededStatus };

/** Exactly the steps that were named, narrowed to the status that was named. */
type Facts<Required extends Needs> = {
  readonly [Id in keyof Required & StepId]: Narrowed<StepValues[Id], Required[Id]>;
};

interface FamilySteps {
  passive: PassiveSteps;
  active: ActiveSteps;
  any: Pick<PassiveSteps, keyof PassiveSteps & keyof ActiveSteps>;
}
export type Family = keyof FamilySteps;

/** Which steps of each trial a rule reads, and the status each must have. */
export type TrialNeeds<F extends Family> = { readonly [Step in keyof FamilySteps[F]]?: NeededStatus };

type NarrowedSteps<F extends Family, Required extends TrialNeeds<F>> = {
  readonly [Step in keyof Required & keyof FamilySteps[F]]: Narrowed<FamilySteps[F][Step], Required[Step]>;
};

/** A trial that has every step the rule needs, narrowed. */
type TrialFacts<F extends Family, Required extends TrialNeeds<F>> = Pick<
  F extends 'passive' ? PassiveTrial : F extends 'active' ? ActiveTrial : Trial,
  'id' | 'purpose' | 'command' | 'family' | 'why'
> & { readonly steps: NarrowedSteps<F, Required> };

/** What a rule may read besides steps: what the run was, not what it saw. */
type Context = Pick<
  Evidence,
  'target' | 'server' | 'rttMs' | 'source' | 'limits' | 'startedAt' | 'connections' | 'clock' | 'capture' | 'between'
>;

/** What `check` returns when the rule holds. Fields left out are taken from the rule. */
export interface Match {
  readonly confidence: Confidence;
  readonly summary: string;
  readonly because: readonly string[];
  /** Keys into the advice: `server/passive-address`. */
  readonly fix: readonly string[];
  /** Values for placeholders of the advice. */
  readonly values?: Readonly<Record<string, string>>;
  /** What would decide, when another cause fits as well. */
  readonly next?: readonly string[];
  readonly cause?: Cause;
  readonly side?: Side;
  readonly severity?: Severity;
  /** In place of the rule's own list, where what is a symptom depends on what was seen. */
  readonly explains?: readonly string[];
}

interface RuleHead {
  /** A noun in the failing state; also the name of the rule's file and of its scenario fixture. */
  readonly id: string;
  readonly cause: Cause;
  readonly side: Side;
  readonly severity: Severity;
  readonly stage: Stage;
  readonly title: string;
  /** Ids of rules whose findings are only symptoms of this one. */
  readonly explains?: readonly string[];
}

/** A rule as its author writes it: the types of what `check` gets follow from `needs` and `trials`. */
export interface RuleSource<Required extends Needs, F extends Family, PerTrial extends TrialNeeds<F>> extends RuleHead {
  /** The engine skips the rule unless every one of these steps has the named status. */
  readonly needs: Required;
  /** The rule reads trials: it is skipped unless at least one trial of the family has these statuses. */
  readonly trials?: {
    readonly family: F;
    readonly needs: PerTrial;
    /** Reads the samples of further passive ports (`more-ports-1` …) as well; otherwise only the modes' own trials. */
    readonly withMorePorts?: boolean;
  };
  /**
   * Pure and synchronous: no clock, no network, no formatting for a medium. `trials` are those that have what was
   * needed (never empty when the rule declares `trials`), `context` is what the run was asked.
   */
  check(facts: Facts<Required>, trials: readonly TrialFacts<F, PerTrial>[], context: Context): Match | undefined;
}

/** A rule as the engine runs it. */
export interface Rule extends RuleHead {
  readonly explains: readonly string[];
  readonly needs: Needs;
  readonly trials: {
    readonly family: Family;
    readonly needs: Readonly<Record<string, NeededStatus>>;
    readonly withMorePorts?: boolean;
  } | null;
  check(
    facts: Readonly<Record<string, Outcome<unknown>>>,
    trials: readonly unknown[],
    context: Context,
  ): Match | undefined;
}

/** Declares one rule; the default export of a file in `src/rules`. */
export function defineRule<
  const Required extends Needs,
  F extends Family = never,
  const PerTrial extends TrialNeeds<F> = Record<never, never>,
>(source: RuleSource<Required, F, PerTrial>): Rule {
  return { explains: [], ...source, trials: source.trials ?? null } as unknown as Rule;
}
