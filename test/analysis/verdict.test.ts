import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/analyze.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { type Outcome, skipped } from '../../src/core/outcome.ts';
import { rules } from '../../src/rules/index.ts';
import type { BaseName } from '../support/base-evidence.ts';
import { failedAt, okAt, rejected, timeout } from '../support/outcomes.ts';
import { scenarioEvidence } from '../support/scenario.ts';

type Steps = Readonly<Record<string, Outcome<unknown>>>;

function verdictWith(steps: Steps, base: BaseName = 'healthy', evidence: Partial<Evidence> = {}) {
  return analyze(scenarioEvidence({ base, steps, evidence }), rules).verdict;
}

const privateAddress: Steps = {
  'pasv.reply': okAt(88, 12, {
    code: 227,
    text: 'Entering Passive Mode (192,168,1,10,156,76).',
    advertised: { host: '192.168.1.10', port: 40_012 },
  }),
  'pasv.connect': failedAt(100, 3200, timeout(3200)),
};
const portRefused: Steps = {
  'port.reply': failedAt(88, 12, rejected('PORT', 550, 'Permission denied.')),
  'eprt.reply': failedAt(88, 12, rejected('EPRT', 550, 'Permission denied.')),
};
const slowGreeting: Steps = { 'control.greeting': okAt(14, 10_000, { code: 220, text: 'ready' }) };
const unfinished = skipped('interrupted', 'interrupted');

describe('two faults at once', () => {
  it('a fault that breaks a mode decides over one that only needs attention', () => {
    expect(verdictWith({ ...privateAddress, ...slowGreeting })).toMatchObject({
      status: 'degraded',
      rule: 'pasv-private-address',
    });
  });

  it('a login that fails decides over a greeting that is slow', () => {
    const login = failedAt(64, 2000, rejected('PASS', 530, 'Login authentication failed'));
    expect(verdictWith({ ...slowGreeting, 'control.login': login })).toMatchObject({ status: 'failed', cause: 'auth' });
  });

  it('two refused modes decide over one that fails, and the other fault is named besides', () => {
    const verdict = verdictWith({ ...privateAddress, ...portRefused });
    expect(verdict).toMatchObject({ status: 'degraded', rule: 'active-refused-by-policy' });
    expect(verdict.summary).toContain('Besides: The server advertises a private address for passive mode.');
  });
});

describe('the status', () => {
  it('is ok, surely, when every mode works', () => {
    const verdict = verdictWith({});
    expect(verdict).toMatchObject({ status: 'ok', cause: 'none', side: 'none', confidence: 'certain', rule: null });
    expect(verdict.summary).toBe('PASV, EPSV, PORT and EPRT work.');
  });

  it('is degraded when only a warning was found', () => {
    expect(verdictWith(slowGreeting)).toMatchObject({ status: 'degraded', rule: 'greeting-slow' });
  });

  it('is ok when only information was found', () => {
    const sessions = okAt(2, 60, { wanted: 4, usable: 2, refusals: ['421 Too many connections'] });
    expect(verdictWith({ sessions })).toMatchObject({ status: 'ok', rule: null });
  });

  it('is failed with an unknown cause when no rule knows why', () => {
    const evidence = scenarioEvidence({
      base: 'healthy',
      steps: { 'pasv.connect': failedAt(100, 3200, timeout(3200)) },
    });
    const { verdict } = analyze({ ...evidence, trials: evidence.trials.slice(0, 1) }, []);
    expect(verdict).toMatchObject({
      status: 'failed',
      cause: 'unknown',
      side: 'unknown',
      confidence: 'possible',
      rule: null,
    });
    expect(verdict.summary).toBe('PASV does not work: no rule knows why.');
  });

  it('is inconclusive when the run was interrupted before it could tell', () => {
    const steps = {
      'pasv.reply': unfinished,
      'epsv.reply': unfinished,
      'port.listen': unfinished,
      'eprt.listen': unfinished,
    };
    const verdict = verdictWith(steps, 'healthy', { ended: 'interrupted' });
    expect(verdict).toMatchObject({ status: 'inconclusive', rule: null });
    expect(verdict.summary).toBe('The run was interrupted before any mode was decided.');
  });

  it('is inconclusive when some modes work and the time ran out for the others', () => {
    const steps = {
      'port.listen': skipped('out-of-time', 'out of time'),
      'eprt.listen': skipped('out-of-time', 'out of time'),
    };
    const verdict = verdictWith(steps, 'healthy', { ended: 'out-of-time' });
    expect(verdict.status).toBe('inconclusive');
    expect(verdict.summary).toBe('PASV and EPSV work; the time for the run was used up before the rest was decided.');
  });

  it('is decided by what was seen even when the run was interrupted', () => {
    const login = failedAt(64, 20, rejected('PASS', 530, 'Login incorrect.'));
    expect(verdictWith({ 'control.login': login }, 'healthy', { ended: 'interrupted' })).toMatchObject({
      status: 'failed',
    });
  });
});

it('says first which modes work', () => {
  expect(verdictWith(privateAddress).summary).toMatch(/^EPSV, PORT and EPRT work, PASV does not: /);
});
