import type { SessionLine } from '../report/report.ts';
import type { AnalyzeFlags } from './analyze-command.ts';
import { exitCodeOf } from './exit-code.ts';
import { checkWritable, mediumOf, writeOutput, writeStdout } from './output.ts';
import { readFormat } from './read-format.ts';
import { UsageError } from './usage-error.ts';

const loadDiagnosis = () => import('#cli/diagnose');

/** `ftpdiag analyze`: reads what others recorded, prints the report, and gives the exit code. Throws {@link UsageError}. */
export async function runAnalyze(files: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const format = await readFormat(flags, async () => (await loadDiagnosis()).formatNames);
  const session = readSession(flags.session);
  const file = flags.output === undefined || flags.output === '-' ? null : flags.output;
  if (file !== null) checkWritable(file);
  const { analyzeFiles, followFiles } = await import('#cli/analyze');
  const as = flags.as ?? null;
  if (flags.follow) {
    const onSession = (line: SessionLine): void => void writeStdout(`${followLine(line)}\n`);
    return exitCodeOf(await followFiles(files, { as, onSession }), 'complete');
  }
  const report = await analyzeFiles(files, { as, session });
  const { render } = await loadDiagnosis();
  const text = render(report, format, {
    ...mediumOf(file === null ? process.stdout : null, flags.color, process.env),
    verbose: flags.verbose ?? false,
    quiet: flags.quiet ?? false,
  });
  await writeOutput(text, file);
  return exitCodeOf(report.verdict.status, report.ended);
}

function readSession(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`--session ${text} is not the number of a session, counted from 1`);
  return Number(text);
}

/** What is known when a session ends, in one line for people and for `grep`. */
function followLine({ n, startedAt, client, server, user, verdict }: SessionLine): string {
  const { status, cause, side, confidence, summary } = verdict;
  const blame = cause === 'none' ? '' : ` ${cause} ${side} ${confidence}`;
  return `${n} ${startedAt ?? '-'} ${client || '?'} ${server || '?'} ${user || '-'} ${status}${blame}: ${summary.replace(/\s+/g, ' ')}`;
}
