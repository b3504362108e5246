import type { Advice } from './advice.ts';
import { passiveAddressAdvice } from './passive-address.ts';

/** All advice, by subject. */
export const allAdvice: readonly Advice[] = [...passiveAddressAdvice];

const byKey: ReadonlyMap<string, Advice> = new Map(allAdvice.map(advice => [advice.key, advice]));

/** The advice with that key, or undefined when there is none. */
export function adviceFor(key: string): Advice | undefined {
  return byKey.get(key);
}
