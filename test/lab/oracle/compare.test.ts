import { describe, expect, test } from 'vitest';
import type { ModeStatus } from '../../../src/core/diagnosis.ts';
import { faulty } from '../run/samples.ts';
import type { Label } from '../scenario.ts';
import { compare } from './compare.ts';
import type { OracleTrial } from './trial.ts';

const works: OracleTrial = { works: true };
const fails: OracleTrial = { works: false, why: 'curl: (28) Timeout' };
const unclear: OracleTrial = { works: null, why: 'used EPSV in place of PASV' };

function labelled(statuses: readonly ModeStatus[], status: Label['status'] = ['degraded']): Label {
  return faulty({ status, modes: { PASV: statuses, EPSV: ['ok'], PORT: ['ok'], EPRT: ['ok'] } });
}

describe.each([
  [['ok'], 'agrees', 'differs'],
  [['failed'], 'differs', 'agrees'],
  [['refused'], 'differs', 'agrees'],
  [['failed', 'refused'], 'differs', 'agrees'],
  [['ok', 'failed'], 'open', 'open'],
  [['ok', 'skipped'], 'open', 'open'],
  [['skipped'], 'open', 'open'],
  [['failed', 'skipped'], 'open', 'open'],
] as const)('a label of %j', (statuses, whenItWorks, whenItFails) => {
  test(`${whenItWorks} where it works, ${whenItFails} where it fails`, () => {
    expect(compare(labelled(statuses), 'PASV', works)).toBe(whenItWorks);
    expect(compare(labelled(statuses), 'PASV', fails)).toBe(whenItFails);
  });

  test('is open where the trial could not tell', () => {
    expect(compare(labelled(statuses), 'PASV', unclear)).toBe('open');
  });
});

test('a mode that was skipped because nothing works must not work', () => {
  expect(compare(labelled(['skipped'], ['failed']), 'PASV', works)).toBe('differs');
  expect(compare(labelled(['skipped'], ['failed']), 'PASV', fails)).toBe('agrees');
});

test('a mode that was skipped where something else may be amiss is open', () => {
  expect(compare(labelled(['skipped'], ['failed', 'inconclusive']), 'PASV', works)).toBe('open');
});
