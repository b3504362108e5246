import type { Report } from '../report.ts';

/** Whether some modes are broken while the recommended one works, so that it helps until the fault is mended. */
export function isWorkaround({ modes, recommendation }: Report): boolean {
  return recommendation.use !== null && modes.some(({ status }) => status === 'failed' || status === 'refused');
}
