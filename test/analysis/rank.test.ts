import { expect, it } from 'vitest';
import { modesOf } from '../../src/analysis/modes.ts';
import { rankFindings } from '../../src/analysis/rank.ts';
import type { Finding } from '../../src/core/finding.ts';
import { finding } from '../support/finding.ts';
import { failedAt, rejected, timeout } from '../support/outcomes.ts';
import { scenarioEvidence } from '../support/scenario.ts';

/** PASV fails by a timeout; PORT and EPRT are refused. */
const modes = modesOf(
  scenarioEvidence({
    base: 'healthy',
    steps: {
      'pasv.connect': failedAt(100, 3200, timeout(3200)),
      'port.reply': failedAt(88, 12, rejected('PORT', 500, 'Illegal PORT command.')),
      'eprt.reply': failedAt(88, 12, rejected('EPRT', 500, 'Illegal EPRT command.')),
    },
  }),
);

function rank(...findings: readonly Finding[]): readonly string[] {
  return rankFindings(findings, modes).map(({ id }) => id);
}

it('puts errors before warnings before information', () => {
  const early = { stage: 'tls' } as const;
  expect(
    rank(
      finding({ id: 'info', severity: 'info', ...early }),
      finding({ id: 'warning', severity: 'warning', ...early }),
      finding({ id: 'error' }),
    ),
  ).toEqual(['error', 'warning', 'info']);
});

it('puts the earliest broken stage first', () => {
  expect(
    rank(
      finding({ id: 'data', because: ['pasv.connect'] }),
      finding({ id: 'login', stage: 'login', confidence: 'possible' }),
    ),
  ).toEqual(['login', 'data']);
});

it('puts a symptom behind its cause, even where the symptom is the surer one', () => {
  expect(
    rank(
      finding({ id: 'symptom', confidence: 'certain', stage: 'mode', because: ['pasv.connect'] }),
      finding({
        id: 'cause',
        confidence: 'possible',
        stage: 'transfer',
        because: ['pasv.connect'],
        explains: ['symptom'],
      }),
    ),
  ).toEqual(['cause', 'symptom']);
});

it('puts what explains most of the failed modes first, whichever of their stages is earlier', () => {
  expect(
    rank(
      finding({ id: 'one-mode', stage: 'mode', confidence: 'certain', because: ['pasv.connect'] }),
      finding({
        id: 'two-modes',
        stage: 'data-connection',
        confidence: 'possible',
        because: ['port.reply', 'eprt.reply'],
      }),
    ),
  ).toEqual(['two-modes', 'one-mode']);
});

it('counts the modes of the symptoms that a finding explains', () => {
  expect(
    rank(
      finding({ id: 'one-mode', confidence: 'certain', because: ['pasv.connect'] }),
      finding({ id: 'nat', because: ['port.reply'], explains: ['eprt-symptom'] }),
      finding({ id: 'eprt-symptom', because: ['eprt.reply'] }),
    ),
  ).toEqual(['nat', 'one-mode', 'eprt-symptom']);
});

it('puts the surest first among those that explain as much', () => {
  expect(
    rank(
      finding({ id: 'possible', confidence: 'possible', because: ['pasv.connect'] }),
      finding({ id: 'certain', confidence: 'certain', because: ['pasv.connect'] }),
    ),
  ).toEqual(['certain', 'possible']);
});

it('does not depend on the order in which the findings come', () => {
  const some = ['a', 'b', 'c'].map(id => finding({ id }));
  expect(rank(...some)).toEqual(rank(...some.toReversed()));
});
