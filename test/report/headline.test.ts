import { describe, expect, it } from 'vitest';
import type { ModeResult, ModeStatus, Verdict } from '../../src/core/diagnosis.ts';
import { headline } from '../../src/report/headline.ts';
import { healthy } from '../support/sample-diagnosis.ts';

const verdict: Verdict = {
  status: 'degraded',
  cause: 'nat',
  side: 'server',
  confidence: 'certain',
  summary: '',
  rule: null,
};

/** The four modes with these results. */
function modes(...results: readonly ModeStatus[]): ModeResult[] {
  return healthy.modes.map((mode, index) => ({ ...mode, status: results[index] ?? 'skipped' }));
}

describe('headline', () => {
  it.each([
    [['ok', 'ok', 'ok', 'ok'], 'PASV, EPSV, PORT and EPRT work.'],
    [['failed', 'ok', 'ok', 'ok'], 'Only PASV fails.'],
    [['ok', 'ok', 'ok', 'refused'], 'Only EPRT is refused.'],
    [['failed', 'failed', 'refused', 'ok'], 'Only EPRT works.'],
    [['failed', 'failed', 'ok', 'ok'], 'PASV and EPSV fail; PORT and EPRT work.'],
    [['refused', 'failed', 'ok', 'ok'], 'EPSV fails; PASV is refused; PORT and EPRT work.'],
    [['failed', 'failed', 'refused', 'refused'], 'None of PASV, EPSV, PORT and EPRT works.'],
    [['skipped', 'ok', 'skipped', 'failed'], 'EPRT fails; EPSV works.'],
    [['skipped', 'skipped', 'skipped', 'skipped'], 'No mode could be tried.'],
  ] as const)('says of %j: %s', (results, words) => {
    expect(headline({ verdict, modes: modes(...results) })).toBe(
      `DEGRADED: NAT, on the server's side (certain). ${words}`,
    );
  });

  it('does not say twice that a fault of the server is the server’s', () => {
    const fault: Verdict = { ...verdict, cause: 'server', confidence: 'likely' };
    expect(headline({ verdict: fault, modes: modes('ok') })).toBe(
      'DEGRADED: the FTP server itself (likely). PASV works.',
    );
  });

  it('blames nothing when nothing is wrong', () => {
    const sound: Verdict = { ...verdict, status: 'ok', cause: 'none', side: 'none' };
    expect(headline({ verdict: sound, modes: modes('ok') })).toBe('OK: PASV works.');
  });
});
