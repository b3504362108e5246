import { describe, expect, test } from 'vitest';
import { analyze } from '../src/analysis/analyze.ts';
import type { Diagnosis } from '../src/core/diagnosis.ts';
import { rules } from '../src/rules/index.ts';
import { readScenarioFile, scenarioEvidence } from './support/scenario.ts';

/** The diagnosis of a run that has the faults of several scenarios at once. */
function together(...names: readonly string[]): Diagnosis {
  const files = names.map(readScenarioFile);
  const base = files.some(file => file.base === 'healthy-tls') ? 'healthy-tls' : 'healthy';
  const target = Object.assign({}, ...files.map(file => file.target ?? {}));
  const steps = Object.assign({}, ...files.map(file => file.steps ?? {}));
  const connections = Object.assign({}, ...files.map(file => file.connections ?? {}));
  return analyze(scenarioEvidence({ base, target, steps, connections }), rules);
}

/** What the verdict says first and second: rule ids that are no symptoms, errors and warnings alone. */
function claims({ findings }: Diagnosis): readonly string[] {
  const symptoms = new Set(findings.flatMap(finding => finding.explains));
  return findings.filter(({ id, severity }) => severity !== 'info' && !symptoms.has(id)).map(({ id }) => id);
}

describe('two faults at once', () => {
  test.each([
    [
      'a NAT before the client, a private 227',
      ['active-refused-client-nat', 'pasv-private-address'],
      'active-refused-client-nat',
      'pasv-private-address',
    ],
    [
      'a NAT before the client, passive ports dropped',
      ['active-refused-client-nat', 'passive-port-filtered'],
      'active-refused-client-nat',
      'passive-port-filtered',
    ],
    [
      'passive mode refused, inbound dropped',
      ['passive-refused', 'active-connection-never-arrives'],
      'passive-refused',
      'active-connection-never-arrives',
    ],
    [
      'passive ports dropped, inbound dropped',
      ['passive-port-filtered', 'active-connection-never-arrives'],
      'passive-port-filtered',
      'active-connection-never-arrives',
    ],
    [
      'passive ports refused, inbound rejected',
      ['passive-port-refused', 'active-connection-refused'],
      'active-connection-refused',
      'passive-port-refused',
    ],
    [
      'active refused by policy, passive ports dropped',
      ['active-refused-by-policy', 'passive-port-filtered'],
      'active-refused-by-policy',
      'passive-port-filtered',
    ],
    [
      'active refused by policy, a private 227',
      ['active-refused-by-policy', 'pasv-private-address'],
      'active-refused-by-policy',
      'pasv-private-address',
    ],
    [
      'an expired certificate, passive ports dropped',
      ['certificate-expired', 'passive-port-filtered'],
      'passive-port-filtered',
      'certificate-expired',
    ],
  ] as const)('%s: both are named, in this order', (_title, names, first, second) => {
    const diagnosis = together(...names);
    expect(claims(diagnosis)).toEqual([first, second]);
    expect(diagnosis.verdict.rule).toBe(first);
  });

  test.each([
    [['active-refused-client-nat', 'passive-port-filtered'], 'failed'],
    [['active-refused-client-nat', 'pasv-private-address'], 'degraded'],
  ] as const)('%s: %s', (names, status) => {
    expect(together(...names).verdict.status).toBe(status);
  });

  test('the summary tells the second fault too, where mending the first is not enough', () => {
    const { verdict } = together('active-refused-client-nat', 'passive-port-filtered');
    expect(verdict.summary).toMatch(/PORT and EPRT named 192\.168\.178\.20.*Besides: The passive ports do not answer/s);
  });

  test('what breaks earlier hides what was never reached', () => {
    expect(claims(together('login-refused', 'passive-port-filtered'))).toEqual(['login-refused']);
    expect(claims(together('control-port-filtered', 'passive-port-filtered'))).toEqual(['control-port-filtered']);
  });

  test('a wrong address explains the silence at it, and not the silence at the right one', () => {
    expect(claims(together('pasv-private-address'))).toEqual(['pasv-private-address']);
    expect(claims(together('pasv-private-address-without-forwarding'))).toEqual([
      'passive-port-filtered',
      'pasv-private-address',
    ]);
  });

  test('a helper that TLS blinds explains the refusal that follows from it', () => {
    expect(claims(together('alg-blinded-active'))).toEqual(['alg-blinded-active']);
    expect(claims(together('alg-blinded-passive'))).toEqual(['alg-blinded-passive']);
  });
});
