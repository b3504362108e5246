import { expect, test } from 'vitest';
import { stepsOf } from '../../../src/core/steps.ts';
import { toEvidence } from '../../../src/ingest/evidence/to-evidence.ts';
import { parseEvidence } from '../../../src/schema/parse-evidence.ts';
import { loggedIn, recordingOf } from '../support/recording-of.ts';

const analysedAt = '2026-11-25T00:00:00.000Z';

test.each([
  ['< 200 Type set to A', 'PASV was answered with 200 instead of 227'],
  ['< 227 Entering Passive Mode (300,0,2,2,156,64).', 'the first number, 300, is over 255'],
])('PASV that is answered by "%s" has failed', (reply, problem) => {
  const steps = stepsOf(toEvidence(recordingOf([...loggedIn, '> PASV', reply]), { analysedAt }));
  expect(steps['pasv.reply']).toMatchObject({ status: 'failed', failure: { kind: 'malformed', problem } });
  expect(steps['pasv.connect']).toMatchObject({ status: 'skipped', reason: 'earlier-step' });
});

test.each(['2026-11-23T01:16:49.000', '2026-11-23T01:16:49.000Z'])(
  'evidence that began at %s is read again',
  startedAt => {
    const evidence = toEvidence(recordingOf(loggedIn, { startedAt }), { analysedAt });
    expect(evidence.startedAt).toBe('2026-11-23T01:16:49.000Z');
    expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toMatchObject({ ok: true });
  },
);
