import type { Outcomes } from '../core/evidence.ts';
import { type Outcome, type SkipReason, skipped } from '../core/outcome.ts';
import { NetError } from '../net/net.ts';
import { type RunContext, Stopped, Withdrawn } from './run-context.ts';

/** Thrown by {@link StepLog.run} after the failure was written down: the steps that follow are pointless. */
export class ChainBroken extends Error {}

/** Runs the steps of one chain, times each, and keeps what became of it. */
export class StepLog<Steps extends object> {
  readonly #run: RunContext;
  readonly #prefix: string;
  readonly #order: readonly (keyof Steps & string)[];
  readonly #outcomes = new Map<string, Outcome<unknown>>();
  #rest: Outcome<never> = skipped('not-requested', 'not asked on this session');

  constructor(run: RunContext, prefix: string, order: readonly (keyof Steps & string)[]) {
    this.#run = run;
    this.#prefix = prefix;
    this.#order = order;
  }

  /** Runs a step that the following ones need: throws {@link ChainBroken} unless it is ok. */
  async run<Id extends keyof Steps & string>(id: Id, act: () => Promise<Steps[Id]>): Promise<Steps[Id]> {
    const outcome = await this.attempt(id, act);
    if (outcome.status === 'ok') return outcome.value;
    this.breakAt(id);
    throw new ChainBroken();
  }

  /** Runs a step and hands back what became of it. */
  async attempt<Id extends keyof Steps & string>(
    id: Id,
    act: () => Promise<Steps[Id]>,
    withdrawnFor = '',
  ): Promise<Outcome<Steps[Id]>> {
    const startedMs = this.#run.elapsed();
    const outcome = await this.#outcomeOf(act, startedMs, withdrawnFor);
    this.#outcomes.set(id, outcome);
    return outcome;
  }

  set<Id extends keyof Steps & string>(id: Id, outcome: Outcome<Steps[Id]>): void {
    this.#outcomes.set(id, outcome);
  }

  get<Id extends keyof Steps & string>(id: Id): Outcome<Steps[Id]> | undefined {
    return this.#outcomes.get(id) as Outcome<Steps[Id]> | undefined;
  }

  skip(reason: SkipReason, detail: string, ...ids: readonly (keyof Steps & string)[]): void {
    for (const id of ids) this.#outcomes.set(id, skipped(reason, detail));
  }

  /** From here on every step not yet run is skipped because of this one. */
  breakAt(id: keyof Steps & string): void {
    const broken = this.#outcomes.get(id);
    this.#rest =
      broken?.status === 'skipped' ? skipped(broken.reason, broken.detail) : skipped('earlier-step', this.fullId(id));
  }

  /** Every step not yet run is skipped for this reason. */
  breakBecause(reason: SkipReason, detail: string): void {
    this.#rest = skipped(reason, detail);
  }

  fullId(id: keyof Steps & string): string {
    return `${this.#prefix}.${id}`;
  }

  toEvidence(): Outcomes<Steps> {
    return Object.fromEntries(this.#order.map(id => [id, this.#outcomes.get(id) ?? this.#rest])) as Outcomes<Steps>;
  }

  async #outcomeOf<T>(act: () => Promise<T>, startedMs: number, withdrawnFor: string): Promise<Outcome<T>> {
    const tookMs = (): number => Math.round((this.#run.elapsed() - startedMs) * 100) / 100;
    try {
      const value = await act();
      return { status: 'ok', value, startedMs, tookMs: tookMs() };
    } catch (error) {
      if (error instanceof NetError) return { status: 'failed', failure: error.failure, startedMs, tookMs: tookMs() };
      if (error instanceof Stopped) return skipped(error.reason, error.detail);
      if (error instanceof Withdrawn) return skipped('earlier-step', withdrawnFor);
      throw error;
    }
  }
}
