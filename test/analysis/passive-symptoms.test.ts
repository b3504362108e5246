import { expect, test } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import { rules } from '../../src/rules/index.ts';
import { loadScenario } from '../support/scenario.ts';

test.each([
  ['pasv-private-address', 'passive-port-filtered'],
  ['passive-connection-never-arrives-behind-nat', 'passive-connection-never-arrives'],
])('in %s the wrong address explains %s', (scenario, symptom) => {
  const { findings } = analyze(loadScenario(scenario).evidence, rules);
  const cause = findings.find(({ id }) => id === 'pasv-private-address');
  expect(cause?.explains).toEqual([symptom]);
});
