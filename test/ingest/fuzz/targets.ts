import { analyze } from '../../../src/analysis/analyze.ts';
import { isCapture } from '../../../src/ingest/capture/is-capture.ts';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { readPackets } from '../../../src/ingest/capture/read-packets.ts';
import { SessionFinder } from '../../../src/ingest/capture/sessions/session-finder.ts';
import { toEvidence } from '../../../src/ingest/evidence/to-evidence.ts';
import { readLogBytes } from '../../../src/ingest/logs/read-log.ts';
import { mergeRecordings } from '../../../src/ingest/merge-recordings.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { CaptureRedactor } from '../../../src/ingest/redact/capture/capture-redactor.ts';
import { LogFile } from '../../../src/ingest/redact/log-file.ts';
import { AddressPseudonyms } from '../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import { TextRedactor } from '../../../src/ingest/redact/text-redactor.ts';
import { siblingsOf } from '../../../src/ingest/siblings.ts';
import { rules } from '../../../src/rules/index.ts';
import { parseEvidence } from '../../../src/schema/parse-evidence.ts';

/** A way through the program that has to stand whatever the bytes are. */
export interface Target {
  readonly name: string;
  readonly takes: 'log' | 'capture';
  /** How many of a hundred inputs of its kind go through it. */
  readonly share: number;
  /** Throws where it should not. `format` is that of the log before it was mutated. */
  run(bytes: Buffer, format: string | null): Promise<void>;
}

const analysedAt = '2026-01-02T03:04:05.000Z';
/** Of inputs this small, no more are open at a time; tables for many cost time. */
const mostFlows = 64;

export const targets: readonly Target[] = [
  { name: 'log reading', takes: 'log', share: 97, run: readAsWhatItWas },
  { name: 'log to verdict', takes: 'log', share: 2, run: async bytes => judge(recordingsOf(bytes)) },
  { name: 'log redaction', takes: 'log', share: 1, run: redactLog },
  { name: 'capture reading', takes: 'capture', share: 92, run: async bytes => void (await sessionsOf(bytes)) },
  { name: 'capture to verdict', takes: 'capture', share: 5, run: async bytes => judge(await sessionsOf(bytes)) },
  { name: 'capture redaction', takes: 'capture', share: 3, run: redactCapture },
];

async function readAsWhatItWas(bytes: Buffer, format: string | null): Promise<void> {
  isCapture(bytes);
  readLogBytes(bytes, format === null ? { file: 'log' } : { file: 'log', as: format });
}

function recordingsOf(bytes: Buffer): readonly Recording[] {
  const read = readLogBytes(bytes, { file: 'log' });
  return read.kind === 'read' ? read.recordings : [];
}

async function sessionsOf(bytes: Buffer): Promise<readonly Recording[]> {
  const recordings: Recording[] = [];
  const finder = new SessionFinder('capture', recording => void recordings.push(recording));
  await readCapture(piecesOf(bytes), finder, { mostFlows });
  finder.end();
  return recordings;
}

function judge(recordings: readonly Recording[]): void {
  const merged = mergeRecordings([recordings, recordings.slice(0, 1)]);
  for (const recording of merged.slice(0, 3)) {
    const evidence = toEvidence(recording, { analysedAt, siblings: siblingsOf(recording, merged) });
    const parsed = parseEvidence(JSON.parse(JSON.stringify(evidence)));
    if (!parsed.ok) throw new Error(`the evidence is none: ${parsed.problems[0]}`);
    analyze(evidence, rules);
  }
}

async function redactLog(bytes: Buffer): Promise<void> {
  const log = new LogFile(() => piecesOf(bytes), redactor(false).text);
  await log.learn();
  await log.redact(async () => undefined);
}

async function redactCapture(bytes: Buffer): Promise<void> {
  const { text, addresses } = redactor(true);
  const capture = new CaptureRedactor(() => piecesOf(bytes), { redactions, addresses, redactor: text });
  await capture.learn();
  const pieces: Uint8Array[] = [];
  await capture.redact(async piece => void pieces.push(piece));
  const ignored = { packet: () => undefined };
  const { damage } = await readPackets(piecesOf(Buffer.concat(pieces)), ignored);
  if (damage.length > 0) throw new Error(`the redacted capture is damaged: ${damage[0]?.what}`);
}

const redactions = { ips: true, hosts: true, users: true, files: true };

function redactor(keepsLength: boolean) {
  const addresses = new AddressPseudonyms(keepsLength);
  return { addresses, text: new TextRedactor({ redactions, addresses }) };
}

/** In two pieces, so that something goes over from one to the other. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const middle = bytes.length >> 1;
  yield Uint8Array.from(bytes.subarray(0, middle));
  yield Uint8Array.from(bytes.subarray(middle));
}
