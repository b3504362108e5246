import type { Report } from '../report/report.ts';
import { exitCodeOf } from './exit-code.ts';
import { checkWritable, mediumOf, writeOutput } from './output.ts';
import { readFormat } from './read-format.ts';

/** How and where a report is shown, as the command line says it. */
export interface ReportFlags {
  readonly json?: true;
  readonly format?: string;
  readonly output?: string;
  readonly verbose?: true;
  readonly quiet?: true;
  /** False with `--no-color`. */
  readonly color: boolean;
}

/** Rules and reporters are of no use before something was seen, and the network is to be reached without them. */
export const loadDiagnosis = () => import('#cli/diagnose');

/**
 * Finds out how a report is to be shown before there is one, and gives what prints it and tells the command's exit code.
 * Throws {@link UsageError} for flags that contradict each other and for a file that could not be written.
 */
export async function reportOutput(flags: ReportFlags): Promise<(report: Report) => Promise<number>> {
  const format = await readFormat(flags, async () => (await loadDiagnosis()).formatNames);
  const file = flags.output === undefined || flags.output === '-' ? null : flags.output;
  if (file !== null) checkWritable(file);
  return async report => {
    const { render } = await loadDiagnosis();
    const text = render(report, format, {
      ...mediumOf(file === null ? process.stdout : null, flags.color, process.env),
      verbose: flags.verbose ?? false,
      quiet: flags.quiet ?? false,
    });
    await writeOutput(text, file);
    return exitCodeOf(report.verdict.status, report.ended);
  };
}
