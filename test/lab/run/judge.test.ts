import { describe, expect, test } from 'vitest';
import type { Label } from '../scenario.ts';
import { differences } from './differences.ts';
import { type Answer, judge } from './judge.ts';
import { answer, faulty, healthy } from './samples.ts';

const judged = (label: Label, given: Answer) => {
  const judgement = judge(label, given);
  return { ...judgement, said: differences(label, given, judgement) };
};

describe('an answer that fits its label', () => {
  test('is right, and nothing differs', () => {
    expect(judged(faulty(), answer())).toMatchObject({ isRight: true, wronglyCertain: false, said: [] });
  });

  test('may take any member of each list', () => {
    const label = faulty({ status: ['failed', 'degraded'], cause: ['firewall', 'nat'], side: ['path', 'server'] });
    expect(judge(label, answer()).isRight).toBe(true);
  });

  test('may have other findings beside those that are demanded', () => {
    const given = answer({}, [
      { id: 'pasv-private-address', severity: 'error', explains: [] },
      { id: 'password-in-clear', severity: 'warning', explains: [] },
    ]);
    expect(judge(faulty(), given).isRight).toBe(true);
  });

  test('may be certain where the cause can be known', () => {
    expect(judge(faulty(), answer({ confidence: 'certain' })).isRight).toBe(true);
  });
});

describe('an answer is wrong', () => {
  test.each([
    ['in its status', answer({ status: 'failed' }), 'status: said failed, right is degraded'],
    ['in its cause', answer({ cause: 'firewall' }), 'cause: said firewall, right is nat'],
    ['in its side', answer({ side: 'client' }), 'side: said client, right is server'],
  ])('%s', (_, given, said) => {
    expect(judged(faulty(), given)).toMatchObject({ isRight: false, said: [said] });
  });

  test('in a mode, and the mode’s own reason is shown', () => {
    const given = answer({}, undefined, { EPRT: { status: 'failed', reason: 'no connection came' } });
    expect(judged(faulty(), given)).toMatchObject({
      isRight: false,
      wrongModes: ['EPRT'],
      said: ['EPRT: said failed (no connection came), right is ok'],
    });
  });

  test('where a finding is missing that must be there', () => {
    expect(judged(faulty(), answer({}, []))).toMatchObject({
      isRight: false,
      said: ['finding pasv-private-address is missing'],
    });
  });

  test('where a finding is there that must not be', () => {
    const label = faulty({ absent: ['pasv-private-address'], findings: [] });
    expect(judged(label, answer())).toMatchObject({
      isRight: false,
      said: ['finding pasv-private-address (error) must not be there'],
    });
  });

  test('where it is certain of what no client can know, even if it is so', () => {
    expect(judged(faulty({ knowable: false }), answer({ confidence: 'certain' }))).toMatchObject({
      isRight: false,
      overclaims: true,
      wronglyCertain: false,
      said: ['confidence: said certain, and no client can know it'],
    });
  });
});

describe('an answer whose label demands certainty', () => {
  const proven = faulty({ confidence: 'certain' });

  test('is right when it is certain', () => {
    expect(judged(proven, answer({ confidence: 'certain' }))).toMatchObject({ isRight: true, underclaims: false });
  });

  test.each(['likely', 'possible'] as const)('is wrong when it is %s', confidence => {
    expect(judged(proven, answer({ confidence }))).toMatchObject({
      isRight: false,
      underclaims: true,
      wronglyCertain: false,
      said: [`confidence: said ${confidence}, right is certain`],
    });
  });

  test('is wrong and nothing less when it is certain of another side', () => {
    expect(judged(proven, answer({ confidence: 'certain', side: 'path' }))).toMatchObject({
      underclaims: false,
      wronglyCertain: true,
    });
  });
});

describe('certainty', () => {
  test.each([
    ['cause', answer({ confidence: 'certain', cause: 'firewall' })],
    ['side', answer({ confidence: 'certain', side: 'path' })],
  ])('is wrong with a wrong %s', (_, given) => {
    expect(judge(faulty(), given).wronglyCertain).toBe(true);
  });

  test('is not wrong with a wrong mode alone, which is no matter of confidence', () => {
    const given = answer({ confidence: 'certain' }, undefined, { EPRT: { status: 'failed' } });
    expect(judge(faulty(), given)).toMatchObject({ isRight: false, wronglyCertain: false });
  });

  test('is not asked of a likely answer', () => {
    expect(judge(faulty(), answer({ confidence: 'likely', cause: 'firewall' })).wronglyCertain).toBe(false);
  });
});

describe('a healthy scenario', () => {
  const fine = { status: 'ok', cause: 'none', side: 'none', confidence: 'certain' } as const;
  const works = { PASV: { status: 'ok' } } as const;

  test('allows information', () => {
    const given = answer(fine, [{ id: 'active-not-from-port-20', severity: 'info', explains: [] }], works);
    expect(judge(healthy(), given)).toMatchObject({ isRight: true, falseAlarm: false });
  });

  test('allows the warning that its label names', () => {
    const given = answer(fine, [{ id: 'password-in-clear', severity: 'warning', explains: [] }], works);
    expect(judge(healthy({ findings: ['password-in-clear'] }), given)).toMatchObject({
      isRight: true,
      falseAlarm: false,
    });
  });

  test.each(['warning', 'error'] as const)('takes any other %s for a false alarm', severity => {
    const given = answer(fine, [{ id: 'pasv-hairpin', severity, explains: [] }], works);
    expect(judged(healthy(), given)).toMatchObject({
      isRight: false,
      falseAlarm: true,
      said: [`finding pasv-hairpin (${severity}) must not be there`],
    });
  });

  test('takes a verdict that is not ok for a false alarm', () => {
    expect(judge(healthy(), answer({ ...fine, status: 'degraded' }, [], works)).falseAlarm).toBe(true);
  });

  test('is not one where a fault is among the causes', () => {
    expect(judge(faulty({ cause: ['none', 'nat'] }), answer({ status: 'failed' })).falseAlarm).toBe(false);
  });
});
