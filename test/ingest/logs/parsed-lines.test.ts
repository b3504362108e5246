import { describe, expect, it } from 'vitest';
import type { LogFormat, LogLine } from '../../../src/ingest/logs/log-format.ts';
import { ParsedLines } from '../../../src/ingest/logs/parsed-lines.ts';
import type { RecordedEvent } from '../../../src/ingest/recording.ts';
import { Cleaner } from '../../../src/ingest/text/cleaner.ts';
import { recordingOf } from '../support/recording-of.ts';

const manyEvents: RecordedEvent[] = Array.from({ length: 400_000 }, () => ({
  kind: 'data-bytes',
  bytes: 1,
  atMs: null,
}));

/** Each line is a session of 400,000 events; its lines are noted. */
function hugeSessions(seen: LogLine[]): LogFormat {
  let waiting: LogLine[] = [];
  const recordings = () => {
    const done = waiting;
    waiting = [];
    return done.map(() => ({ ...recordingOf([]), events: manyEvents }));
  };
  return {
    id: 'huge',
    name: 'huge sessions',
    seenBy: 'client',
    score: line => (line.startsWith('*') ? 1 : 0),
    parser: () => ({
      take: line => {
        seen.push(line);
        waiting.push(line);
        return line.text.startsWith('*');
      },
      finished: recordings,
      end: recordings,
    }),
  };
}

function read(lines: readonly string[]) {
  const seen: LogLine[] = [];
  const parsed = new ParsedLines('test.log', { format: hugeSessions(seen), cleaner: new Cleaner() }, lines);
  for (const [index, text] of lines.entries()) parsed.take({ text, number: index + 1 });
  return { seen, result: parsed.end() };
}

describe('the lines of one log', () => {
  it('keep a million events, and recordings beyond that are counted alone', () => {
    const { result } = read(['* one', '* two', '* three', '* four']);
    expect(result.recordings).toHaveLength(2);
    expect(result.recordingsDropped).toBe(2);
  });

  it('come with their numbers, joined lines with that of the first', () => {
    const long = `* ${'long '.repeat(12)}end`;
    const { seen } = read([long, 'continued', '* next', long, 'continued']);
    expect(seen.map(({ text, number }) => [text.slice(-9), number])).toEqual([
      ['continued', 1],
      ['* next', 3],
      ['continued', 4],
    ]);
  });

  it('are counted where the parser makes nothing of them', () => {
    const { result } = read(['* one', 'two', '', 'three']);
    expect(result).toMatchObject({ linesNotUnderstood: 2, firstNotUnderstood: { text: 'two', number: 2 } });
  });
});
