import { describe, expect, test } from 'vitest';
import { clfStamp } from '../../../src/ingest/logs/clf-stamp.ts';
import { ctimeStamp } from '../../../src/ingest/logs/ctime-stamp.ts';
import { localeTime } from '../../../src/ingest/logs/locale-time.ts';

describe("times in servers' logs", () => {
  test('of ctime(3) are local', () => {
    expect(ctimeStamp('Mon Nov  3 10:02:11 2026')).toEqual({
      ms: Date.UTC(2026, 10, 3, 10, 2, 11),
      hasDate: true,
      isExact: false,
      isUtc: false,
    });
    expect(ctimeStamp('Mon Foo  3 10:02:11 2026')).toBeNull();
  });

  test('of the Common Log Format have their zone', () => {
    expect(clfStamp('[23/Nov/2026:10:02:11 -0530]')?.ms).toBe(Date.UTC(2026, 10, 23, 15, 32, 11));
    expect(clfStamp('23/Nov/2026:10:02:11 +0100')?.ms).toBe(Date.UTC(2026, 10, 23, 9, 2, 11));
    expect(clfStamp('23/Nov/2026')).toBeNull();
  });

  test.each([
    ['23/11/2026 10:02:11', '2026-11-23T10:02:11'],
    ['11/23/2026 2:02:11 PM', '2026-11-23T14:02:11'],
    ['11/23/2026 12:02:11 AM', '2026-11-23T00:02:11'],
    ['12/18/2019 15:51:17 PM', '2019-12-18T15:51:17'],
    ['1.2.2026 10:02:11', '2026-02-01T10:02:11'],
    ['2026-11-23 10:02:11', '2026-11-23T10:02:11'],
    ['23-11-2026 10:02:11', '2026-11-23T10:02:11'],
    ['5/11/2026 10:02:11', null],
    ['32.13.2026 10:02:11', null],
    ['10:02:11', null],
  ])('of Windows: %s', (text, iso) => {
    expect(localeTime(text)?.iso).toBe(iso);
    expect(localeTime(text)?.stamp.hasDate).toBe(false);
  });

  test('of Windows are none without a clock', () => {
    expect(localeTime('23/11/2026')).toBeNull();
  });
});
