import { expect, test } from 'vitest';
import { buildReport } from '../../../src/report/build-report.ts';
import type { Report } from '../../../src/report/report.ts';
import { privateAddress } from '../../support/sample-diagnosis.ts';
import { differences } from '../run/differences.ts';
import { judge } from '../run/judge.ts';
import type { ScenarioResult } from '../run/result.ts';
import { faulty } from '../run/samples.ts';
import type { Label, LabScenario } from '../scenario.ts';
import { createPaint } from './paint.ts';
import { resultsTable } from './results-table.ts';

const report: Report = buildReport(privateAddress, { version: '0.0.0' });

function scenario(name: string, label: Label): LabScenario {
  return { name, title: 'Something is wrong.', server: { program: 'vsftpd' }, label };
}

function answered(name: string, label: Label, given = report): ScenarioResult {
  const judgement = judge(label, given);
  return {
    outcome: 'answered',
    scenario: scenario(name, label),
    report: given,
    judgement,
    differences: differences(label, given, judgement),
    tookMs: 4_321,
    serverLog: '',
  };
}

const draw = (...results: ScenarioResult[]): string => resultsTable(results, createPaint(false));

test('a right verdict takes two lines', () => {
  expect(draw(answered('server-nat-private-227', faulty()))).toMatchInlineSnapshot(`
    "Scenario                                  PASV    EPSV    PORT    EPRT        s
    server-nat-private-227                    failed  ok      ok      ok        4.3
      right   degraded nat server certain pasv-private-address"
  `);
});

test('a wrong one says what differs, and its modes stand out', () => {
  const label = faulty({ cause: ['firewall'], modes: { PASV: ['ok'], EPSV: ['ok'], PORT: ['ok'], EPRT: ['ok'] } });
  expect(draw(answered('server-nat-private-227', label))).toMatchInlineSnapshot(`
    "Scenario                                  PASV    EPSV    PORT    EPRT        s
    server-nat-private-227                    FAILED  ok      ok      ok        4.3
      WRONG   degraded nat server certain pasv-private-address
              cause: said nat, right is firewall
              PASV: said failed (SYN sent 3 times, no answer in 3200 ms), right is
              ok
              confidence: certain of what is wrong"
  `);
});

test('what did not run says why', () => {
  const results: ScenarioResult[] = [
    { outcome: 'skipped', scenario: scenario('healthy-proftpd', faulty()), reason: 'ProFTPD is not installed' },
    { outcome: 'broken', scenario: scenario('healthy-vsftpd', faulty()), problem: 'vsftpd did not start: 500 OOPS' },
  ];
  expect(draw(...results)).toMatchInlineSnapshot(`
    "Scenario                                  PASV    EPSV    PORT    EPRT        s
    healthy-proftpd
      skipped ProFTPD is not installed
    healthy-vsftpd
      BROKEN  vsftpd did not start: 500 OOPS"
  `);
});

test('no line is wider than 80 columns, nor brings what a server said to life', () => {
  const hostile = { ...report, modes: report.modes.map(mode => ({ ...mode, reason: '\u001b[2J evil '.repeat(20) })) };
  const label = faulty({ modes: { PASV: ['ok'], EPSV: ['failed'], PORT: ['failed'], EPRT: ['failed'] } });
  const table = draw(answered(`a-name-${'that-is-long-'.repeat(10)}`, label, hostile));
  expect(Math.max(...table.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  expect(table).not.toContain('\u001b');
});
