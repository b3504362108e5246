import type { ModeStatus } from '../../../src/core/diagnosis.ts';
import type { Label } from '../scenario.ts';

type Statuses = ModeStatus | readonly ModeStatus[];
type ModeLabels = Label['modes'];

const list = (statuses: Statuses): readonly ModeStatus[] => (typeof statuses === 'string' ? [statuses] : statuses);

/** What is true of the two passive modes, and of the two active ones. */
export function modes(passive: Statuses, active: Statuses): ModeLabels {
  return { PASV: list(passive), EPSV: list(passive), PORT: list(active), EPRT: list(active) };
}

/** The same over IPv6, whose addresses PASV and PORT cannot carry. */
export function modesOnIPv6(passive: Statuses, active: Statuses): ModeLabels {
  return { PASV: ['skipped'], EPSV: list(passive), PORT: ['skipped'], EPRT: list(active) };
}

/** Nothing was tried, because the control connection did not come so far. */
export const notTried: ModeLabels = modes('skipped', 'skipped');
