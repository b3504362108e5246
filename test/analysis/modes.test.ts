import { expect, it } from 'vitest';
import { modesOf, withCauses } from '../../src/analysis/modes.ts';
import { type Outcome, skipped } from '../../src/core/outcome.ts';
import { finding } from '../support/finding.ts';
import { failedAt, rejected, timeout } from '../support/outcomes.ts';
import { scenarioEvidence } from '../support/scenario.ts';

function modesWith(steps: Readonly<Record<string, Outcome<unknown>>>) {
  return modesOf(scenarioEvidence({ base: 'healthy', steps }));
}

it('lists all four modes in their order, whatever the order of the trials', () => {
  const evidence = scenarioEvidence({ base: 'healthy' });
  const modes = modesOf({ ...evidence, trials: evidence.trials.toReversed() });
  expect(modes.map(({ command, status }) => `${command} ${status}`)).toEqual([
    'PASV ok',
    'EPSV ok',
    'PORT ok',
    'EPRT ok',
  ]);
});

it('lists a mode of which nothing is known', () => {
  expect(modesOf({ ...scenarioEvidence({ base: 'healthy' }), trials: [] })[3]).toMatchObject({
    command: 'EPRT',
    status: 'skipped',
    reason: 'not tried',
  });
});

it('calls a mode refused when the server said no to its command', () => {
  const [pasv] = modesWith({ 'pasv.reply': failedAt(88, 12, rejected('PASV', 550, 'Permission denied.')) });
  expect(pasv).toMatchObject({ status: 'refused', failedStep: 5, reason: '550 Permission denied.' });
});

it('calls a mode failed when the server accepted the command and no connection came', () => {
  const reply = failedAt(88, 30_000, rejected('PORT', 421, 'Active data channel timed out.'));
  expect(modesWith({ 'port.reply': reply })[2]).toMatchObject({ status: 'failed', failedStep: 5 });
});

it('measures a mode from its first step to its last', () => {
  const [pasv] = modesWith({ 'pasv.connect': failedAt(100, 3200, timeout(3200)) });
  expect(pasv).toMatchObject({ status: 'failed', failedStep: 6, durationMs: 3212 });
});

it('gives the reason of a mode that was skipped', () => {
  const modes = modesOf(scenarioEvidence({ base: 'healthy-v6' }));
  expect(modes[0]).toMatchObject({ status: 'skipped', failedStep: null, steps: [] });
  expect(modes[0]?.reason).toContain('IPv4');
});

it('calls a mode skipped that the time of the run cut off', () => {
  const [pasv] = modesWith({ 'pasv.connect': skipped('out-of-time', 'the time for the whole run was used up') });
  expect(pasv).toMatchObject({ status: 'skipped', reason: 'the time for the whole run was used up' });
});

it('takes the cause from the finding that rests on the steps of the mode', () => {
  const modes = modesWith({
    'pasv.connect': failedAt(100, 3200, timeout(3200)),
    'port.reply': failedAt(88, 12, rejected('PORT', 500, 'Illegal PORT command.')),
    'eprt.reply': failedAt(88, 12, rejected('EPRT', 500, 'Illegal EPRT command.')),
  });
  const findings = [
    finding({ id: 'a', cause: 'firewall', because: ['pasv.connect'] }),
    finding({ id: 'b', cause: 'nat', because: ['port.reply'] }),
    finding({ id: 'c', cause: 'server', severity: 'info', because: ['eprt.reply'] }),
  ];
  expect(withCauses(modes, findings).map(({ cause }) => cause)).toEqual(['firewall', null, 'nat', 'unknown']);
});
