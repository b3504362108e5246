import { describe, expect, it } from 'vitest';
import { SessionClock } from '../../../src/ingest/logs/session-clock.ts';
import { Recorder } from '../../../src/ingest/recorder.ts';
import type { Stamp } from '../../../src/ingest/text/stamp.ts';

const day = 86_400_000;

function clockWith(stamp: Partial<Stamp>) {
  const recorder = new Recorder({ format: 'test', file: 'test.log', seenBy: 'client', host: null, startedAt: null });
  const clock = new SessionClock(recorder);
  const at = (ms: number) => clock.at({ ms, hasDate: true, isExact: true, isUtc: true, ...stamp });
  return { clock, at, recording: () => recorder.finish({ begin: false, end: false }) };
}

describe('the clock of a session', () => {
  it('counts from the first stamp', () => {
    const { at } = clockWith({});
    expect([at(1000), at(1250.5), at(4000)]).toEqual([0, 250.5, 3000]);
  });

  it('never goes backwards', () => {
    const { at } = clockWith({});
    expect([at(1000), at(3000), at(2000)]).toEqual([0, 2000, 2000]);
  });

  it('passes midnight where stamps have no date', () => {
    const { at } = clockWith({ hasDate: false });
    expect([at(day - 1000), at(500), at(2000)]).toEqual([0, 1500, 3000]);
  });

  it('gives a line without a stamp the time of the one before, and null before any', () => {
    const { clock, at } = clockWith({});
    expect(clock.at(null)).toBeNull();
    at(1000);
    at(2000);
    expect(clock.at(undefined)).toBe(1000);
  });

  it('tells when the session began, in UTC only if the source does', () => {
    const utc = clockWith({});
    utc.at(0);
    expect(utc.recording().startedAt).toBe('1970-01-01T00:00:00.000Z');
    const local = clockWith({ isUtc: false });
    local.at(0);
    expect(local.recording().startedAt).toBe('1970-01-01T00:00:00.000');
    const undated = clockWith({ hasDate: false });
    undated.at(0);
    expect(undated.recording().startedAt).toBeNull();
  });

  it('tells how exact it is', () => {
    const seconds = clockWith({ isExact: false });
    expect(seconds.recording().clock).toBe('none');
    seconds.at(0);
    expect(seconds.recording().clock).toBe('seconds');
  });
});
