import { expect, test } from 'vitest';
import { probeFake } from '../support/probe-fake.ts';

test('a refused password is sent once, however many sessions there are', async () => {
  const { server, steps } = await probeFake({ behaviour: { replies: { PASS: '530 Login incorrect.' } } });
  expect(server.commands.filter(command => command.startsWith('PASS'))).toHaveLength(1);
  expect(steps['control.login']).toMatchObject({ failure: { kind: 'rejected', command: 'PASS', code: 530 } });
  expect(steps['pasv.reply']).toMatchObject({ status: 'skipped', detail: 'control.login' });
});

test('a server that wants no password gets none', async () => {
  const { server, steps } = await probeFake({ behaviour: { replies: { USER: '230 Welcome.' } } });
  expect(server.commands.some(command => command.startsWith('PASS'))).toBe(false);
  expect(steps['control.login']).toMatchObject({ status: 'ok', value: { password: 'none' } });
});

test('a server that allows one session at a time still gets all four modes tried', async () => {
  const greetingOf = (connection: number): string =>
    connection === 1 ? '220 (vsFTPd 3.0.3)' : '421 There are too many connections from your internet address.';
  const { evidence, steps } = await probeFake({ behaviour: { greetingOf } });
  expect(evidence.trials.map(({ steps: { data } }) => data.status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(steps.sessions).toMatchObject({
    value: {
      wanted: 4,
      usable: 1,
      refusals: Array(3).fill('421 There are too many connections from your internet address.'),
    },
  });
});

test('sessions that never greet hand their trials to one that is free', async () => {
  const greetingOf = (connection: number): string | null => (connection === 1 ? '220 Ready' : null);
  const { evidence } = await probeFake({
    behaviour: { greetingOf: connection => greetingOf(connection) ?? '' },
  });
  expect(evidence.trials.map(({ steps: { data } }) => data.status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(evidence.durationMs).toBeLessThan(5000);
});

test('with --tls auto a refused AUTH leads to a login in clear', async () => {
  const { steps } = await probeFake({ options: { tls: 'auto' } });
  expect(steps['control.auth']).toMatchObject({ failure: { kind: 'rejected', code: 530 } });
  expect(steps['control.login']).toMatchObject({ status: 'ok', value: { password: 'clear' } });
});

test('with --tls explicit a refused AUTH ends the run before any password', async () => {
  const { server, steps } = await probeFake({ options: { tls: 'explicit' } });
  expect(steps['control.login']).toMatchObject({ status: 'skipped', detail: 'control.auth' });
  expect(server.commands.some(command => command.startsWith('USER'))).toBe(false);
});

test('a server that repeats the password does not carry it into the evidence', async () => {
  const replies = { PASS: '530 Wrong password hunter2-marker, or hunter2%2Dmarker' };
  const { evidence, steps } = await probeFake({
    behaviour: { replies },
    options: { user: 'alice', password: 'hunter2-marker' },
  });
  expect(JSON.stringify(evidence)).not.toContain('hunter2-marker');
  expect(steps['control.login']).toMatchObject({ failure: { kind: 'rejected', code: 530 } });
});
