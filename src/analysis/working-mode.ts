import type { ModeCommand, Trial } from '../core/evidence.ts';
import type { Outcome } from '../core/outcome.ts';

/** The part of a trial that shows whether it moved data. */
interface Attempt {
  readonly purpose: Trial['purpose'];
  readonly command: ModeCommand;
  readonly steps: { readonly data: Outcome<unknown>; readonly completion: Outcome<unknown> };
}

/** The order in which a working mode is recommended: EPSV names no address, so least can go wrong with it. */
const preference: readonly ModeCommand[] = ['EPSV', 'PASV', 'PORT', 'EPRT'];

/** The mode to use in place of one that fails: the best of those that carried a listing, or undefined. */
export function workingMode(
  trials: readonly Attempt[],
  wanted: readonly ModeCommand[] = preference,
): ModeCommand | undefined {
  const working = trials.filter(carriesData).map(trial => trial.command);
  return preference.find(command => wanted.includes(command) && working.includes(command));
}

/** Whether the mode itself, not a follow-up, brought the whole listing. */
function carriesData({ purpose, steps }: Attempt): boolean {
  return purpose === 'mode' && steps.data.status === 'ok' && steps.completion.status === 'ok';
}

/** The advice to use the mode that works, as keys of fixes; none where none works. */
export function fixByMode(mode: ModeCommand | undefined): readonly string[] {
  if (mode === undefined) return [];
  if (mode === 'EPSV') return ['client/use-epsv'];
  return mode === 'PASV' ? ['client/use-passive'] : ['client/use-active'];
}
