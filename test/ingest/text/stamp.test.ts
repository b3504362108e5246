import { describe, expect, it } from 'vitest';
import { leadingClock, leadingDateTime, leadingSyslogTime } from '../../../src/ingest/text/stamp.ts';

describe('a date and time in front of a line', () => {
  it.each([
    ['2026-11-23T10:02:11.123Z rest', '2026-11-23T10:02:11.123Z', true, true],
    ['2026-11-23T10:02:11.123456789Z rest', '2026-11-23T10:02:11.123Z', true, true],
    ['2026-11-23T12:02:11+02:00 rest', '2026-11-23T10:02:11.000Z', false, true],
    ['2026-11-23T04:32:11-0530 rest', '2026-11-23T10:02:11.000Z', false, true],
    ['2026-11-23 10:02:11,120 rest', '2026-11-23T10:02:11.120Z', true, false],
    ['2026-11-23 10:02:11 rest', '2026-11-23T10:02:11.000Z', false, false],
    ['[2026-11-23 10:02:11] rest', '2026-11-23T10:02:11.000Z', false, false],
    ['2026/11/23 10:02:11 rest', '2026-11-23T10:02:11.000Z', false, false],
    ['2026-11-23 10:02:11: rest', '2026-11-23T10:02:11.000Z', false, false],
  ])('is read from %s', (line, iso, isExact, isUtc) => {
    const found = leadingDateTime(line);
    expect(found?.stamp).toMatchObject({ hasDate: true, isExact, isUtc });
    expect(new Date(Math.floor(found?.stamp.ms ?? 0)).toISOString()).toBe(iso);
    expect(line.slice(found?.length)).toBe('rest');
  });

  it.each(['2026-11-23 Meeting', '220 ready', '12026-11-23 10:02:11 rest', '2026-11-23T10:02 rest'])(
    'is not seen in %s',
    line => {
      expect(leadingDateTime(line)).toBeNull();
    },
  );

  it('takes a date that no calendar has without an error', () => {
    expect(leadingDateTime('9999-99-99 99:99:99 rest')?.length).toBe('9999-99-99 99:99:99 '.length);
  });
});

describe('a time of day in front of a line', () => {
  it.each([
    ['10:02:11 rest', 36_131_000, false],
    ['10:02:11.5 rest', 36_131_500, true],
    ['10:02:11,123456 rest', 36_131_123.456, true],
    ['[10:02:11] rest', 36_131_000, false],
    ['(9:02:11) rest', 32_531_000, false],
    ['10:02:11\trest', 36_131_000, false],
    ['10:02:11: rest', 36_131_000, false],
  ])('is read from %s', (line, ms, isExact) => {
    const found = leadingClock(line);
    expect(found?.stamp).toMatchObject({ hasDate: false, isExact });
    expect(found?.stamp.ms).toBeCloseTo(ms, 3);
    expect(line.slice(found?.length)).toBe('rest');
  });

  it.each(['10:02 rest', '10:02:111 rest', '2001:db8:05::2 rest'])('is not seen in %s', line => {
    expect(leadingClock(line)).toBeNull();
  });
});

describe('a time as syslog writes it', () => {
  it.each(['Nov 23 10:02:11 rest', '<13>Nov 23 10:02:11 rest', 'Nov 23 10:02:11.000 rest'])('is read from %s', line => {
    const found = leadingSyslogTime(line);
    expect(new Date(found?.stamp.ms ?? 0).toISOString().slice(5)).toBe('11-23T10:02:11.000Z');
    expect(found?.stamp.hasDate).toBe(false);
    expect(line.slice(found?.length)).toBe('rest');
  });

  it('pads the day with a space', () => {
    expect(new Date(leadingSyslogTime('Nov  3 10:02:11 rest')?.stamp.ms ?? 0).getUTCDate()).toBe(3);
  });

  it.each(['Nov 23 10:02 rest', 'Foo 23 10:02:11 rest'])('is not seen in %s', line => {
    expect(leadingSyslogTime(line)).toBeNull();
  });
});
