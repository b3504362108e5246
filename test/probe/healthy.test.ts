import { expect, test } from 'vitest';
import { probeFake } from '../support/probe-fake.ts';

const rttMs = 40;

test('a healthy server lists a directory in each of the four modes', async () => {
  const { evidence } = await probeFake({ rttMs });
  expect(evidence.trials.map(({ command, steps }) => [command, steps.data.status, steps.completion.status])).toEqual([
    ['PASV', 'ok', 'ok'],
    ['EPSV', 'ok', 'ok'],
    ['PORT', 'ok', 'ok'],
    ['EPRT', 'ok', 'ok'],
  ]);
});

// SYN, greeting, USER, PASS, EPSV, data SYN; the listing itself leaves when our ACK reaches the server.
test('the first listing byte is there after seven round trips in passive mode', async () => {
  const { steps } = await probeFake({ rttMs, options: { modes: ['EPSV'] } });
  const data = steps['epsv.data'];
  expect(data.status === 'ok' && data.value.firstByteMs).toBe(7 * rttMs);
});

test('the first listing byte is there after seven round trips in active mode', async () => {
  const { steps } = await probeFake({ rttMs, options: { modes: ['PORT'] } });
  const data = steps['port.data'];
  expect(data.status === 'ok' && data.value.firstByteMs).toBe(7 * rttMs);
});

test('all four modes together take nine round trips', async () => {
  const { evidence } = await probeFake({ rttMs });
  expect(evidence.durationMs).toBeLessThanOrEqual(9 * rttMs);
});

test('the server says how it sees us', async () => {
  const { steps } = await probeFake();
  expect(steps['control.stat']).toMatchObject({ status: 'ok', value: { clientSeenAs: '198.51.100.2' } });
});

test('the source port of the active data connection is recorded', async () => {
  const { steps } = await probeFake({ behaviour: { sourcePort: 20 } });
  expect(steps['port.accept']).toMatchObject({ value: { remote: { host: '203.0.113.2', port: 20 } } });
});

test('QUIT is said on every session', async () => {
  const { evidence } = await probeFake();
  expect(evidence.transcript.filter(({ text }) => text === 'QUIT')).toHaveLength(4);
});

test('the password stands nowhere in the evidence', async () => {
  const { evidence } = await probeFake({ options: { user: 'alice', password: 'hunter2-marker' } });
  expect(JSON.stringify(evidence)).not.toContain('hunter2-marker');
});
