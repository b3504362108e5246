import type { Evidence } from '../core/evidence.ts';
import { isCapture } from '../ingest/capture/is-capture.ts';
import { peek } from '../ingest/capture/peek.ts';
import { readCapture } from '../ingest/capture/read-capture.ts';
import { SessionFinder } from '../ingest/capture/sessions/session-finder.ts';
import { readLog } from '../ingest/logs/read-log.ts';
import { logFormats } from '../ingest/logs/registry.ts';
import type { Recording } from '../ingest/recording.ts';
import { parseEvidence } from '../schema/parse-evidence.ts';
import { collectChunks, inputBytes, inputName, mostJsonBytes } from './input-file.ts';
import { UsageError } from './usage-error.ts';

/** Enough to tell a capture and JSON from text; a capture that grows begins with less than a packet. */
const headBytes = 24;

/** What one file gave. */
export interface ReadSource {
  readonly file: string;
  readonly recordings: readonly Recording[];
  /** Evidence that ftpdiag saved, or that a report of its holds. */
  readonly evidence: readonly Evidence[];
  /** What could not be used, one sentence each. */
  readonly notes: readonly string[];
}

interface SourceOptions {
  readonly as: string | null;
  /** Hears of each session, of a capture as it ends; where it is given, none is kept. */
  readonly onRecording?: (recording: Recording) => void;
}

/** Reads a file, or standard input for `-`, as whatever its content is. Throws {@link UsageError} for what is none of these. */
export async function readSource(file: string, options: SourceOptions): Promise<ReadSource> {
  if (options.as !== null && !logFormats.some(({ id }) => id === options.as)) {
    throw new UsageError(`--as ${options.as} is not known: use ${logFormats.map(({ id }) => id).join(', ')}`);
  }
  const { head, chunks } = await peek(inputBytes(file), headBytes);
  if (head.length === 0) throw new UsageError(`${inputName(file)} is empty`);
  if (isCapture(head) !== null) return readCaptureSource(file, chunks, options);
  if (options.as === null && /^\s*\{/.test(textOf(head))) return readJson(file, chunks);
  return readLogSource(file, chunks, options);
}

function textOf(head: Uint8Array): string {
  return new TextDecoder().decode(head.subarray(0, 200)).replace(/^\uFEFF/, '');
}

async function readCaptureSource(
  file: string,
  bytes: AsyncGenerator<Uint8Array>,
  { onRecording }: SourceOptions,
): Promise<ReadSource> {
  const recordings: Recording[] = [];
  let found = 0;
  const finder = new SessionFinder(file, recording => {
    found += 1;
    if (onRecording === undefined) recordings.push(recording);
    else onRecording(recording);
  });
  const { damage, packets, cutPackets, lostPackets } = await readCapture(bytes, finder);
  finder.end();
  const notes = damage.map(({ offset, what }) => `at byte ${offset}: ${what}`);
  if (cutPackets > 0) notes.push(`${cutPackets} of ${packets} packets were cut off by the capture's snap length`);
  if (lostPackets !== null && lostPackets > 0) notes.push(`the capturing machine lost ${lostPackets} packets`);
  if (found === 0) {
    throw new UsageError(
      `${inputName(file)} is a capture of ${packets} packets without an FTP session: nothing in it speaks FTP or tries port 21 or 990`,
    );
  }
  return { file, recordings, evidence: [], notes };
}

async function readLogSource(
  file: string,
  bytes: AsyncGenerator<Uint8Array>,
  { as, onRecording }: SourceOptions,
): Promise<ReadSource> {
  const result = await readLog(bytes, as === null ? { file } : { file, as });
  if (result.kind === 'not-recognised') {
    throw new UsageError(
      `${inputName(file)} is nothing that can be analysed; it was tried as a capture, as JSON of ftpdiag, and as ${result.tried.join(', ')}`,
    );
  }
  const { format, recordings, recordingsDropped, linesRead, linesNotUnderstood, firstNotUnderstood, linesCut } = result;
  const notes: string[] = [];
  if (linesNotUnderstood > 0) {
    const first = firstNotUnderstood === null ? '' : `, the first is line ${firstNotUnderstood.number}`;
    notes.push(`${linesNotUnderstood} of ${linesRead} lines were not understood${first}`);
  }
  if (linesCut > 0) notes.push(`${linesCut} lines were longer than 8,000 characters: the rest of them was left out`);
  if (recordingsDropped > 0) notes.push(`${recordingsDropped} further sessions were left out`);
  if (format.holdsNoSessions !== undefined) throw new UsageError(`${inputName(file)}: ${format.holdsNoSessions}`);
  if (recordings.length === 0)
    throw new UsageError(`${inputName(file)} is a ${format.name} without an FTP session in it`);
  for (const recording of recordings) onRecording?.(recording);
  return { file, recordings, evidence: [], notes };
}

/** Evidence, or a report with evidence in it. */
async function readJson(file: string, bytes: AsyncGenerator<Uint8Array>): Promise<ReadSource> {
  const parts = await collectChunks(bytes, mostJsonBytes);
  if (parts === null) throw new UsageError(`${inputName(file)} is too large to be JSON of ftpdiag`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch (error) {
    throw new UsageError(
      `${inputName(file)} is no JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`,
    );
  }
  const held = typeof value === 'object' && value !== null && 'evidence' in value ? value.evidence : value;
  const parsed = parseEvidence(held);
  if (!parsed.ok) {
    throw new UsageError(`${inputName(file)} is JSON, but no evidence or report of ftpdiag: ${parsed.problems[0]}`);
  }
  return { file, recordings: [], evidence: [parsed.evidence], notes: [] };
}
