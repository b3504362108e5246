import { describe, expect, it } from 'vitest';
import { analyze } from '../src/analysis/analyze.ts';
import { rules } from '../src/rules/index.ts';
import { loadScenario, scenarioNames } from './support/scenario.ts';

const names = scenarioNames();

describe.each(names)('scenario %s', name => {
  const { evidence, expect: expected } = loadScenario(name);
  const { verdict, modes, findings } = analyze(evidence, rules);

  it('has exactly the expected findings', () => {
    expect(findings.map(finding => finding.id)).toEqual(expected.findings);
  });

  it('has the expected modes', () => {
    expect(Object.fromEntries(modes.map(mode => [mode.command, mode.status]))).toEqual(expected.modes);
  });

  it('has the expected verdict', () => {
    const { status, cause, side, rule } = verdict;
    expect({ status, cause, side, rule }).toEqual(expected.verdict);
  });

  it('rests only on steps of the evidence', () => {
    const trials = evidence.trials.flatMap(trial => Object.keys(trial.steps).map(step => `${trial.id}.${step}`));
    const control = Object.keys(evidence.sessions[0]?.steps ?? {}).map(step => `control.${step}`);
    const others = (evidence.observations ?? []).flatMap(({ id, steps }) =>
      Object.keys(steps).map(step => `${id}.${step}`),
    );
    const known = new Set(['resolve', 'sessions', ...control, ...trials, ...others]);
    expect(findings.flatMap(finding => finding.because.filter(step => !known.has(step)))).toEqual([]);
  });
});

it.each(rules.map(rule => rule.id))('%s fires in the scenario with its name', id => {
  expect(names).toContain(id);
  expect(analyze(loadScenario(id).evidence, rules).findings.map(finding => finding.id)).toContain(id);
});
