import { expect, test } from 'vitest';
import { probeFake } from '../support/probe-fake.ts';

test('a passive port that stays silent is given up after 3.2 s, with the SYNs that the kernel sent again', async () => {
  const { steps, evidence } = await probeFake({ behaviour: { passivePath: 'drop' }, options: { modes: ['PASV'] } });
  expect(steps['pasv.connect']).toMatchObject({ status: 'failed', failure: { kind: 'timeout', limitMs: 3200 } });
  expect(evidence.connections.find(({ role }) => role === 'data')).toMatchObject({ synRetransmits: 3 });
  expect(evidence.durationMs).toBeLessThan(5000);
});

test('a slow path is not given up early: the wait grows with the round trip', async () => {
  const { steps } = await probeFake({ rttMs: 600, behaviour: { passivePath: 'drop' }, options: { modes: ['PASV'] } });
  expect(steps['pasv.connect']).toMatchObject({ failure: { kind: 'timeout', limitMs: 7200 } });
});

test('a listing that stalls is given up after 5 s, and its 226 is not waited for besides', async () => {
  const { steps, evidence } = await probeFake({ behaviour: { stalls: () => true }, options: { modes: ['PASV'] } });
  expect(steps['pasv.data']).toMatchObject({ failure: { kind: 'timeout', limitMs: 5000 } });
  expect(steps['pasv.completion']).toEqual({ status: 'skipped', reason: 'earlier-step', detail: 'pasv.data' });
  expect(evidence.durationMs).toBeLessThan(5500);
});

test('a wait of a fraction of a millisecond more than the clock counts is no lack of time', async () => {
  const { evidence } = await probeFake({ rttMs: 101.16, behaviour: { passivePath: 'drop' } });
  expect(evidence.ended).toBe('complete');
});

test('an active connection that never comes is given up after 3.2 s', async () => {
  const { steps, evidence } = await probeFake({ behaviour: { active: 'silent' }, options: { modes: ['PORT'] } });
  expect(steps['port.accept']).toMatchObject({ failure: { kind: 'no-arrival', limitMs: 3200, halfOpen: 'none' } });
  expect(steps['port.preliminary']).toMatchObject({ status: 'skipped', detail: 'port.accept' });
  expect(evidence.durationMs).toBeLessThan(5000);
});

test('a SYN that arrived without a connection coming of it is told apart', async () => {
  const { steps } = await probeFake({ behaviour: { active: 'half-open' }, options: { modes: ['PORT'] } });
  expect(steps['port.accept']).toMatchObject({ failure: { kind: 'no-arrival', halfOpen: 'seen' } });
});

test('a 425 at once ends the wait, and its latency is recorded', async () => {
  const { steps } = await probeFake({ behaviour: { active: 'refused-at-once' }, options: { modes: ['PORT'] } });
  expect(steps['port.preliminary']).toMatchObject({ failure: { kind: 'rejected', code: 425 }, tookMs: 40 });
  expect(steps['port.accept']).toMatchObject({ failure: { kind: 'no-arrival', limitMs: 140 } });
});

test('a server that connects before it answers PORT, and cannot, is seen as no connection', async () => {
  const { steps } = await probeFake({ behaviour: { replies: { PORT: null } }, options: { modes: ['PORT'] } });
  expect(steps['port.reply']).toMatchObject({ failure: { kind: 'timeout' } });
  expect(steps['port.accept']).toMatchObject({ failure: { kind: 'no-arrival' } });
});

test.each(['USER', 'PASS', 'PASV', 'LIST', 'QUIT'])('silence after %s ends the run in bounded time', async verb => {
  const { evidence } = await probeFake({ behaviour: { replies: { [verb]: null } } });
  expect(evidence.durationMs).toBeLessThan(45_000);
  expect(evidence.trials).toHaveLength(4);
});

test('a silent greeting is a timeout of the greeting', async () => {
  const { steps } = await probeFake({ behaviour: { greeting: null } });
  expect(steps['control.greeting']).toMatchObject({ failure: { kind: 'timeout', limitMs: 15_000 } });
  expect(steps['pasv.reply']).toMatchObject({ status: 'skipped', detail: 'control.greeting' });
});

test('the whole run ends at its time limit, with the limit that really applied', async () => {
  const { evidence, steps } = await probeFake({ behaviour: { greeting: null }, options: { totalTimeoutMs: 1000 } });
  expect(steps['control.greeting']).toMatchObject({ failure: { kind: 'timeout', limitMs: 960 } });
  expect(evidence).toMatchObject({ ended: 'out-of-time', durationMs: 1000 });
});

test('Ctrl-C keeps what is known so far', async () => {
  const { evidence, steps } = await probeFake({ behaviour: { greeting: null }, interruptAfterMs: 500 });
  expect(evidence).toMatchObject({ ended: 'interrupted', durationMs: 500 });
  expect(steps['control.connect'].status).toBe('ok');
  expect(steps['control.greeting']).toMatchObject({ status: 'skipped', reason: 'interrupted' });
});

test('a greeting that begins and never ends is evidence of its own, with what came of it', async () => {
  const { steps } = await probeFake({ behaviour: { greeting: '220-Welcome' } });
  expect(steps['control.greeting']).toMatchObject({ failure: { kind: 'malformed', text: '220-Welcome' } });
});
