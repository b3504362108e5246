import { describe, expect, test } from 'vitest';
import type { Asked, FakeFtpBehaviour } from '../../support/fake-ftp-behaviour.ts';
import type { FakeRun } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

/** A helper at the server reads the 227 in clear and puts the public address into it. */
const translated = ({ isEncrypted }: Asked) => (isEncrypted ? '192.168.10.5' : '203.0.113.2');
/** A helper at the client translates PORT in clear; otherwise the server gets, and refuses, the private address. */
const refused = ({ isEncrypted }: Asked) => (isEncrypted ? '500 Illegal PORT command.' : undefined);

function withTls(behaviour: FakeFtpBehaviour, options: FakeRun['options'] = {}): FakeRun {
  return { behaviour: { tls: true, ...behaviour }, options: { tls: 'auto', ...options } };
}

/** Verbs that were sent on a session, in their order. */
function verbs({ transcript }: Awaited<ReturnType<typeof probeUsual>>['evidence'], session: number): readonly string[] {
  return transcript
    .filter(line => line.session === session && line.direction === 'sent')
    .map(({ text }) => text.split(' ')[0] ?? '');
}

describe('PASV that fails with TLS', () => {
  test('is tried without it, on a session of its own', async () => {
    const { evidence, steps } = await probeUsual(withTls({ advertised: translated }));
    expect(steps['control.tls'].status).toBe('ok');
    expect(steps['clear-pasv.reply']).toMatchObject({ value: { advertised: { host: '203.0.113.2' } } });
    expect(steps['clear-pasv.completion']).toMatchObject({ status: 'ok', value: { code: 226 } });
    const trial = evidence.trials.find(({ id }) => id === 'clear-pasv');
    expect(experimentsIn(evidence)).toEqual(['control-address', 'clear-pasv']);
    expect(trial?.why).toBe('Trying PASV without TLS, which hides the 227 from a helper (ALG) on the way');
    expect(verbs(evidence, trial?.session ?? 0)).toEqual(['USER', 'PASS', 'PASV', 'LIST', 'QUIT']);
  });

  test('and fails without it too, is given up after 2.2 s', async () => {
    const { steps } = await probeUsual(withTls({ passivePath: 'drop' }));
    expect(steps['clear-pasv.connect']).toMatchObject({ failure: { kind: 'timeout', limitMs: 2200 } });
  });
});

describe('active mode that fails with TLS', () => {
  test.each<[string, FakeFtpBehaviour]>([
    ['is refused', { replies: { PORT: refused, EPRT: refused } }],
    ['never comes', { active: 'silent' }],
  ])('because it %s is tried without it', async (_, behaviour) => {
    const { evidence, steps } = await probeUsual(withTls(behaviour));
    expect(steps['clear-port.reply']).toMatchObject({ status: 'ok', value: { code: 200 } });
    expect(evidence.trials.at(-1)).toMatchObject({
      id: 'clear-port',
      command: 'PORT',
      why: 'Trying active mode without TLS, which hides the command from a helper (ALG) on the way',
    });
  });

  test('shares the session with PASV, and announces what --active-address says', async () => {
    const { evidence, steps, server } = await probeUsual(
      withTls({ advertised: translated, active: 'silent' }, { activeAddress: '198.51.100.7' }),
    );
    const ids = ['clear-pasv', 'clear-port'];
    const sessions = evidence.trials.filter(({ id }) => ids.includes(id)).map(({ session }) => session);
    expect(new Set(sessions).size).toBe(1);
    expect(steps['clear-port.listen']).toMatchObject({ value: { announced: { host: '198.51.100.7' } } });
    expect(server.controlConnections).toBe(6);
  });
});

test('a server that wants no login without TLS ends them quietly', async () => {
  const { evidence, steps } = await probeUsual(
    withTls({
      advertised: translated,
      replies: { USER: ({ isEncrypted }) => (isEncrypted ? undefined : '530 Anonymous logins must use encryption.') },
    }),
  );
  expect(experimentsIn(evidence)).toEqual(['control-address']);
  expect(steps['control.login'].status).toBe('ok');
  expect(evidence.ended).toBe('complete');
});

test.each<[string, FakeRun]>([
  ['a password that is a secret', withTls({ advertised: translated }, { user: 'alice', password: 'hunter2-marker' })],
  ['TLS that was demanded', withTls({ advertised: translated }, { tls: 'explicit' })],
  ['a session without TLS', { behaviour: { advertised: translated }, options: { modes: ['PASV', 'EPSV'] } }],
  ['modes that work with TLS', withTls({})],
])('%s: nothing is tried in clear', async (_, run) => {
  const { evidence } = await probeUsual(run);
  expect(experimentsIn(evidence).filter(id => id.startsWith('clear-'))).toEqual([]);
});
