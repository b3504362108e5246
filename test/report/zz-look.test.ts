import { readdirSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import { rules } from '../../src/rules/index.ts';
import { healthy, privateAddress } from '../support/sample-diagnosis.ts';
import { loadScenario } from '../support/scenario.ts';

it('look', () => {
  const o = { width: 80, color: false, verbose: false, quiet: false };
  const all = Object.fromEntries(
    readdirSync('fixtures/scenarios')
      .filter(f => f.endsWith('.json'))
      .map(f => f.slice(0, -5))
      .map(n => [n, analyze(loadScenario(n).evidence, rules)]),
  );
  for (const [name, d] of Object.entries({ ...all, healthy, privateAddress })) {
    const report = buildReport(d, { version: '0.1.0' });
    writeFileSync(`/tmp/rep/${name}.txt`, renderTerminal(report, o));
    writeFileSync(`/tmp/rep/${name}.q.txt`, renderTerminal(report, { ...o, quiet: true }));
    writeFileSync(`/tmp/rep/${name}.v.txt`, renderTerminal(report, { ...o, verbose: true }));
    writeFileSync(`/tmp/rep/${name}.c.txt`, renderTerminal(report, { ...o, color: true }));
  }
});
