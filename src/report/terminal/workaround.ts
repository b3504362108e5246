import type { Report, ReportFix } from '../report.ts';

/** Whether some modes are broken while the recommended one works, so that it helps until the fault is mended. */
export function isWorkaround({ modes, recommendation }: Report): boolean {
  return recommendation.use !== null && modes.some(({ status }) => status === 'failed' || status === 'refused');
}

const modeKeys: ReadonlySet<string> = new Set([
  'client/use-passive',
  'client/use-active',
  'client/use-epsv',
  'client/disable-epsv',
]);

/** Whether a fix sets the client to a mode that works, so that the recommendation tells it in full. */
export function isModeFix({ key }: ReportFix, report: Report): boolean {
  return modeKeys.has(key) && isWorkaround(report);
}

/** How to head the mode that works: as the answer itself, or as what helps until something else is mended. */
export function workaroundLead(report: Report): string {
  const fix = decisiveFix(report);
  return fix !== null && isModeFix(fix, report) ? 'Use' : 'Until then use';
}

/** The first fix of the finding that the verdict rests on, or null when there is nothing to mend. */
export function decisiveFix({ verdict, findings }: Report): ReportFix | null {
  const finding = findings.find(({ id }) => id === verdict.rule);
  return finding?.severity === 'info' ? null : (finding?.fixes[0] ?? null);
}
