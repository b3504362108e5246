import type { ModeResult } from '../core/diagnosis.ts';

/** Whether the mode was tried and moves no data. */
export function isBroken({ status }: ModeResult): boolean {
  return status === 'failed' || status === 'refused';
}
