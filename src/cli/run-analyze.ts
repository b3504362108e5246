import type { SessionLine } from '../report/report.ts';
import type { AnalyzeFlags } from './analyze-command.ts';
import { exitCodeOf } from './exit-code.ts';
import { writeStdout } from './output.ts';
import { reportOutput } from './report-output.ts';
import { UsageError } from './usage-error.ts';

/** `ftpdiag analyze`: reads what others recorded, prints the report, and gives the exit code. Throws {@link UsageError}. */
export async function runAnalyze(files: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const print = await reportOutput(flags);
  const session = readSession(flags.session);
  const { analyzeFiles, followFiles } = await import('#cli/analyze');
  const as = flags.as ?? null;
  if (flags.follow) {
    const onSession = (line: SessionLine): void => void writeStdout(`${followLine(line)}\n`);
    return exitCodeOf(await followFiles(files, { as, onSession }), 'complete');
  }
  return print(await analyzeFiles(files, { as, session }));
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
