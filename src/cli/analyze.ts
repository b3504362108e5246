import { version } from '../../package.json';
import { analyze } from '../analysis/analyze.ts';
import type { Diagnosis, VerdictStatus } from '../core/diagnosis.ts';
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

export interface AnalyzeOptions {
  readonly as: string | null;
  /** The session whose report is wanted, counted from 1; null for the worst. */
  readonly session: number | null;
  /** Hears of each session of a capture as it ends; null where nobody wants to. */
  readonly follow: ((line: SessionLine) => void) | null;
}

const worstFirst: readonly VerdictStatus[] = ['failed', 'degraded', 'inconclusive', 'ok'];

/** One session with its own verdict, from its own recording alone. */
interface Judged {
  readonly line: SessionLine;
  readonly evidence: Evidence;
  readonly recording: Recording | null;
}

/** Reads the files and gives the report on the session that was asked for, or on the worst one. Throws {@link UsageError}. */
export async function analyzeFiles(files: readonly string[], options: AnalyzeOptions): Promise<Report> {
  const analysedAt = new Date().toISOString();
  const sources: ReadSource[] = [];
  let followed = 0;
  const onRecording = (recording: Recording): void => {
    followed += 1;
    options.follow?.(judge(toEvidence(recording, { analysedAt }), recording, followed).line);
  };
  for (const file of files) sources.push(await readSource(file, { as: options.as, onRecording }));
  const notes = sources.flatMap(source =>
    source.notes.map(note => (files.length > 1 ? `${source.file}: ${note}` : note)),
  );
  const { files: sides, between } = joinTwoSides(sources.map(source => source.recordings));
  const recordings = inOrder(mergeRecordings(sides));
  const saved = sources.flatMap(({ evidence }) => evidence);
  const judged = [
    ...recordings.map((recording, index) =>
      judge(toEvidence(recording, { analysedAt, between: between.get(recording) }), recording, index + 1),
    ),
    ...saved.map((evidence, index) => judge(evidence, null, recordings.length + index + 1)),
  ];
  const shown = chosen(judged, options.session);
  const evidence =
    shown.recording === null
      ? shown.evidence
      : toEvidence(shown.recording, {
          analysedAt,
          notes,
          siblings: siblingsOf(shown.recording, recordings),
          between: between.get(shown.recording),
        });
  const all = judged.map(({ line }) => line);
  const diagnosis: Diagnosis = analyze(evidence, rules);
  return buildReport(diagnosis, {
    version,
    ...(all.length > 1 ? { sessions: { all, shown: shown.line.n } } : {}),
  });
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

function judge(evidence: Evidence, recording: Recording | null, n: number): Judged {
  const { verdict } = analyze(evidence, rules);
  const [client, server] = recording === null ? [null, evidence.target.host] : hostsOf(recording);
  const { source } = evidence;
  return {
    evidence,
    recording,
    line: {
      n,
      startedAt: recording === null ? evidence.startedAt : recording.startedAt,
      format: recording?.format ?? 'evidence',
      file: source.kind === 'live' ? '' : source.file,
      client: client ?? '',
      server: server ?? '',
      user: evidence.target.user,
      verdict,
    },
  };
}

function chosen(judged: readonly Judged[], session: number | null): Judged {
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

function rankOf({ line: { verdict } }: Judged): number {
  return worstFirst.indexOf(verdict.status);
}
