import type { Damage } from './capture-summary.ts';

/** So many places are kept: a file with more is not worth describing in detail. */
const most = 20;

/** Collects the damaged places of one file. */
export class DamageLog {
  readonly #places: Damage[] = [];

  get places(): readonly Damage[] {
    return this.#places;
  }

  add(offset: number, what: string): void {
    if (this.#places.length < most) this.#places.push({ offset, what });
  }
}
