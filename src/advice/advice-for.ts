import { activeModeAdvice } from './active-mode.ts';
import type { Advice } from './advice.ts';
import { clientModeAdvice } from './client-modes.ts';
import { passiveAddressAdvice } from './passive-address.ts';
import { passivePortsAdvice } from './passive-ports.ts';
import { serverModeAdvice } from './server-modes.ts';

/** All advice, by subject. */
export const allAdvice: readonly Advice[] = [
  ...passiveAddressAdvice,
  ...passivePortsAdvice,
  ...serverModeAdvice,
  ...activeModeAdvice,
  ...clientModeAdvice,
];

const byKey: ReadonlyMap<string, Advice> = new Map(allAdvice.map(advice => [advice.key, advice]));

/** The advice with that key, or undefined when there is none. */
export function adviceFor(key: string): Advice | undefined {
  return byKey.get(key);
}
