import { Recorder } from '../../../src/ingest/recorder.ts';
import type { RecordedEvent, Recording } from '../../../src/ingest/recording.ts';

type Line = string | Omit<RecordedEvent, 'atMs'>;

interface Options extends Partial<Pick<Recording, 'seenBy' | 'clock' | 'host' | 'file' | 'format' | 'startedAt'>> {
  readonly isCut?: Partial<Recording['isCut']>;
  /** Milliseconds between one line and the next; null for a source without times. */
  readonly stepMs?: number | null;
}

/** A recording from lines: `> PASV` was sent, `< 227 …` was answered, anything else happened. */
export function recordingOf(lines: readonly Line[], options: Options = {}): Recording {
  const { isCut, stepMs = null, clock = stepMs === null ? 'none' : 'exact', ...head } = options;
  const recorder = new Recorder({
    format: 'test log',
    file: 'test.log',
    seenBy: 'client',
    startedAt: null,
    host: null,
    ...head,
  });
  recorder.setClock(clock);
  for (const [index, line] of lines.entries()) {
    const atMs = stepMs === null ? null : index * stepMs;
    if (typeof line !== 'string') recorder.add({ ...line, atMs } as RecordedEvent);
    else if (line.startsWith('> ')) recorder.command(line.slice(2), atMs);
    else recorder.replyLine(line.slice(2), atMs);
  }
  return recorder.finish({ begin: false, end: false, ...isCut });
}

const client = { host: '198.51.100.2', port: 50_001 };
const server = { host: '192.0.2.2', port: 21 };

/** The control connection of a session between two public hosts. */
export const connected: Line = { kind: 'connected', ends: { client, server } } as Line;

/** A login at vsftpd. */
export const loggedIn: readonly Line[] = [
  connected,
  '< 220 (vsFTPd 3.0.3)',
  '> USER lab',
  '< 331 Please specify the password.',
  '> PASS secret',
  '< 230 Login successful.',
];
