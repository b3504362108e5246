import { UsageError } from './usage-error.ts';

/** Throws {@link UsageError} where standard input is named twice. */
export function checkInputs(files: readonly string[]): void {
  if (files.filter(file => file === '-').length > 1) throw new UsageError('standard input can be given once only');
}
