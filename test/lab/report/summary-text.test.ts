import { expect, test } from 'vitest';
import { judge } from '../run/judge.ts';
import type { Counted } from '../run/result.ts';
import { answer, faulty, healthy } from '../run/samples.ts';
import { summarize } from '../run/summary.ts';
import { createPaint } from './paint.ts';
import { summaryText } from './summary-text.ts';

const draw = (results: readonly Counted[], skipped = 0): string =>
  summaryText(summarize(results), skipped, createPaint(false));

function counted(name: string, label: Counted['scenario']['label'], report: Counted['report']): Counted {
  return { scenario: { name, label }, report, judgement: judge(label, report), tookMs: 2_000 };
}

test('every figure has a line, and the confusion is a table', () => {
  const fine = answer({ status: 'ok', cause: 'none', side: 'none', confidence: 'certain' }, [], {
    PASV: { status: 'ok' },
  });
  const results = [
    counted('healthy-vsftpd', healthy(), fine),
    counted('healthy-proftpd', healthy(), answer()),
    counted('server-nat-private-227', faulty(), answer()),
    counted('server-nat-stale-227', faulty(), answer({ cause: 'firewall', confidence: 'certain' })),
  ];
  expect(draw(results, 1)).toMatchInlineSnapshot(`
    "Scenarios right in everything     2 of 4        50.0 %
    Cause                             2 of 4        50.0 %
    Side                              3 of 4        75.0 %
    Mode statuses                     15 of 16      93.8 %
    Status                            3 of 4        75.0 %
    Healthy without a false alarm     1 of 2        50.0 %
    Certain, and right                1 of 2        50.0 %
    Likely, and right                 1 of 2        50.0 %
    Possible, and right               none
    Skipped                           1
    False alarms                      healthy-proftpd
    Certain, and wrong                server-nat-stale-227
    Certain of what cannot be known   none
    Not certain of what is proven     none
    Time of faulty ones               median 2.0 s, longest 2.0 s
                                      (server-nat-stale-227)
    Time of healthy ones              median 2.0 s, longest 2.0 s (healthy-proftpd)

    true \\ said    none   nat  fire
    none              1     1     .
    nat               .     1     1
    firewall          .     .     ."
  `);
});

test('nothing to count is said to be none', () => {
  expect(draw([])).not.toMatch(/NaN|undefined|0 of 0/);
});

test('long lists of names stay within 80 columns', () => {
  const results = Array.from({ length: 30 }, (_, n) => counted(`healthy-server-number-${n}`, healthy(), answer()));
  expect(
    Math.max(
      ...draw(results)
        .split('\n')
        .map(line => line.length),
    ),
  ).toBeLessThanOrEqual(80);
});
