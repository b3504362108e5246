import { version } from '../../package.json';
import { analyze } from '../analysis/analyze.ts';
import type { VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import { buildReport } from '../report/build-report.ts';
import { formats } from '../report/formats.ts';
import type { Report } from '../report/report.ts';
import type { ReporterOptions } from '../report/reporter.ts';
import { rules } from '../rules/index.ts';

const worstFirst: readonly VerdictStatus[] = ['failed', 'inconclusive', 'degraded', 'ok'];

/** Reads what was seen at one address or at several of the same name: the worst becomes the report, with the others in it. */
export function diagnose(runs: readonly Evidence[]): Report {
  const diagnoses = runs
    .map(evidence => analyze(evidence, rules))
    .toSorted((a, b) => worstFirst.indexOf(a.verdict.status) - worstFirst.indexOf(b.verdict.status));
  const [worst, ...others] = diagnoses;
  if (worst === undefined) throw new RangeError('there is nothing to diagnose');
  return buildReport(worst, { version, others });
}

/** What `--format` may name. */
export const formatNames: readonly string[] = Object.keys(formats);

/** The report in the format of that name, which is one of {@link formatNames}. */
export function render(report: Report, format: string, options: ReporterOptions): string {
  const reporter = formats[format];
  if (reporter === undefined) throw new RangeError(`no reporter is named ${format}`);
  return reporter(report, options);
}
