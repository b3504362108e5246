import { version } from '../../package.json';
import { analyze } from '../analysis/analyze.ts';
import type { VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import { toEvidence } from '../ingest/evidence/to-evidence.ts';
import { mergeRecordings } from '../ingest/merge-recordings.ts';
import type { Recording } from '../ingest/recording.ts';
import { hostsOf, siblingsOf } from '../ingest/siblings.ts';
import { joinTwoSides } from '../ingest/two-sides.ts';
import { buildReport } from '../report/build-report.ts';
import type { Report, SessionLine } from '../report/report.ts';
import { rules } from '../rules/index.ts';
import { type ReadSource, readSource } from './analyze-source.ts';
import { UsageError } from './usage-error.ts';

/** What `ftpdiag analyze` is asked for. */
export interface AnalyzeOptions {
  readonly as: string | null;
  /** The session whose report is wanted, counted from 1; null for the worst. */
  readonly session: number | null;
}

/** What `ftpdiag analyze --follow` is asked for. */
export interface FollowOptions extends Pick<AnalyzeOptions, 'as'> {
  /** Hears of each session, of a capture as it ends. */
  onSession(line: SessionLine): void;
}

const worstFirst: readonly VerdictStatus[] = ['failed', 'degraded', 'inconclusive', 'ok'];

/** Reads the files and gives the report on the session that was asked for, or on the worst one. Throws {@link UsageError}. */
export async function analyzeFiles(files: readonly string[], options: AnalyzeOptions): Promise<Report> {
  const analysedAt = new Date().toISOString();
  const sources: ReadSource[] = [];
  for (const file of files) sources.push(await readSource(file, { as: options.as }));
  const notes = sources.flatMap(source =>
    source.notes.map(note => (files.length > 1 ? `${source.file}: ${note}` : note)),
  );
  const { files: sides, between } = joinTwoSides(sources.map(source => source.recordings));
  const recordings = inOrder(mergeRecordings(sides));
  const saved = sources.flatMap(({ evidence }) => evidence);
  const evidenceOf = (source: Recording | Evidence, isShown = false): Evidence => {
    if ('schema' in source) return source;
    const context = { analysedAt, between: between.get(source) };
    return toEvidence(source, isShown ? { ...context, notes, siblings: siblingsOf(source, recordings) } : context);
  };
  // Thousands of evidences at once would not fit: each is made, judged, and made again where it is shown.
  const all = [...recordings, ...saved].map((source, index) =>
    judge(evidenceOf(source), 'schema' in source ? null : source, index + 1),
  );
  const shown = chosen(all, options.session);
  const source = [...recordings, ...saved][shown.n - 1];
  if (source === undefined) throw new Error('a session that was judged is gone');
  return buildReport(analyze(evidenceOf(source, true), rules), {
    version,
    ...(all.length > 1 ? { sessions: { all, shown: shown.n } } : {}),
  });
}

/** Reads the files, tells of each session, keeps none, and gives the worst status. Throws {@link UsageError}. */
export async function followFiles(files: readonly string[], { as, onSession }: FollowOptions): Promise<VerdictStatus> {
  const analysedAt = new Date().toISOString();
  let n = 0;
  let worst: VerdictStatus = 'ok';
  const tell = (evidence: Evidence, recording: Recording | null): void => {
    n += 1;
    const line = judge(evidence, recording, n);
    if (worstFirst.indexOf(line.verdict.status) < worstFirst.indexOf(worst)) worst = line.verdict.status;
    onSession(line);
  };
  const onRecording = (recording: Recording): void => tell(toEvidence(recording, { analysedAt }), recording);
  for (const file of files) {
    const { evidence } = await readSource(file, { as, onRecording });
    for (const saved of evidence) tell(saved, null);
  }
  return worst;
}

/** As they began, where that is known; otherwise as they were found. */
function inOrder(recordings: readonly Recording[]): readonly Recording[] {
  return recordings
    .map((recording, at) => ({ recording, at }))
    .sort((a, b) => {
      const [first, second] = [a.recording.startedAt, b.recording.startedAt];
      return first === null || second === null || first === second ? a.at - b.at : first < second ? -1 : 1;
    })
    .map(({ recording }) => recording);
}

/** One session's line, with the verdict from its own recording alone. */
function judge(evidence: Evidence, recording: Recording | null, n: number): SessionLine {
  const { verdict } = analyze(evidence, rules);
  const [client, server] = recording === null ? [null, evidence.target.host] : hostsOf(recording);
  const { source } = evidence;
  return {
    n,
    startedAt: recording === null ? evidence.startedAt : recording.startedAt,
    format: recording?.format ?? 'evidence',
    file: source.kind === 'live' ? '' : source.file,
    client: client ?? '',
    server: server ?? '',
    user: evidence.target.user,
    verdict,
  };
}

function chosen(judged: readonly SessionLine[], session: number | null): SessionLine {
  if (session !== null) {
    const wanted = judged[session - 1];
    if (wanted === undefined)
      throw new UsageError(`there is no session ${session}: there are ${judged.length}, counted from 1`);
    return wanted;
  }
  const ranked = judged.toSorted((a, b) => rankOf(a) - rankOf(b));
  const [worst] = ranked;
  if (worst === undefined) throw new UsageError('there is no session in what was given');
  return worst;
}

function rankOf({ verdict }: SessionLine): number {
  return worstFirst.indexOf(verdict.status);
}
