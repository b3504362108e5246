import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../src/schema/parse-evidence.ts';
import { healthyEvidence, privateAddressEvidence } from '../support/sample-diagnosis.ts';

/** A value as it comes out of a file. */
function fromFile(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function problemsOf(value: unknown): readonly string[] {
  const parsed = parseEvidence(fromFile(value));
  return parsed.ok ? [] : parsed.problems;
}

describe('parseEvidence', () => {
  it.each([healthyEvidence, privateAddressEvidence])('gives back what was saved', evidence => {
    expect(parseEvidence(fromFile(evidence))).toEqual({ ok: true, evidence });
  });

  it('names the place of what is missing', () => {
    const [first, ...others] = healthyEvidence.trials;
    const { reply: _, ...steps } = first?.steps ?? {};
    expect(problemsOf({ ...healthyEvidence, trials: [{ ...first, steps }, ...others] })).toEqual([
      expect.stringMatching(/^trials\.0\.steps\.reply: /),
    ]);
  });

  it('names the place inside an outcome', () => {
    const resolve = { status: 'ok', value: { addresses: [{ address: 7, family: 4 }] }, startedMs: 0, tookMs: 1 };
    expect(problemsOf({ ...healthyEvidence, resolve })).toEqual([
      expect.stringMatching(/^resolve\.value\.addresses\.0\.address: /),
    ]);
  });

  it('refuses another schema', () => {
    expect(problemsOf({ ...healthyEvidence, schema: 'ftpdiag.evidence/2' })).toHaveLength(1);
  });

  it.each([null, [], 'evidence', 12, {}])('refuses %j', value => {
    expect(problemsOf(value)).not.toEqual([]);
  });

  it('lists only so many problems', () => {
    expect(problemsOf({ ...healthyEvidence, transcript: Array(1000).fill(0) })).toHaveLength(20);
  });

  it('lets fields of later versions through', () => {
    expect(parseEvidence(fromFile({ ...healthyEvidence, weather: 'fair' })).ok).toBe(true);
  });

  it('takes a product of a later version for an unknown one', () => {
    const parsed = parseEvidence(fromFile({ ...healthyEvidence, server: { product: 'newcomer', name: 'Newcomer 1' } }));
    expect(parsed.ok && parsed.evidence.server).toEqual({ product: 'unknown', name: 'Newcomer 1' });
  });
});
