import type { ModeCommand } from '../../../src/core/evidence.ts';
import type { Label } from '../scenario.ts';
import type { OracleTrial } from './trial.ts';

/** `open`: the label allows either, or the trial could not tell. */
export type Comparison = 'agrees' | 'differs' | 'open';

/** Compares what a label says of one mode with what another client saw. */
export function compare(label: Label, command: ModeCommand, trial: OracleTrial): Comparison {
  const expected = expectation(label, command);
  if (trial.works === null || expected === null) return 'open';
  return trial.works === expected ? 'agrees' : 'differs';
}

/** Whether a listing has to come; null where the label does not say. */
function expectation(label: Label, command: ModeCommand): boolean | null {
  const statuses = label.modes[command];
  if (statuses.every(status => status === 'ok')) return true;
  if (statuses.includes('ok')) return null;
  // A mode is skipped for many reasons; it is known not to work only where nothing does.
  const isWholeFailure = label.status.every(status => status === 'failed');
  return statuses.includes('skipped') && !isWholeFailure ? null : false;
}
