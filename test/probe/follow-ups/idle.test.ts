import { describe, expect, test } from 'vitest';
import type { FakeFtpBehaviour } from '../../support/fake-ftp-behaviour.ts';
import { probeFake } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const idleMs = 30_000;
const options = { idleMs, totalTimeoutMs: 90_000 };

describe('--idle', () => {
  test('leaves a session of its own silent for so long, and then says NOOP', async () => {
    const { evidence, steps } = await probeUsual({ options });
    expect(steps['idle.noop']).toMatchObject({ status: 'ok', value: { code: 200 }, tookMs: 40 });
    expect(evidence.observations).toMatchObject([
      { id: 'idle', why: 'Waiting 30 s in silence, then NOOP', to: { host: '203.0.113.2', port: 21 } },
    ]);
    const sent = evidence.transcript.filter(({ session, direction }) => session === 5 && direction === 'sent');
    expect(sent.map(({ text }) => text.split(' ')[0])).toEqual(['USER', 'PASS', 'NOOP', 'QUIT']);
    const [, password, noop] = sent;
    expect((noop?.atMs ?? 0) - (password?.atMs ?? 0)).toBe(idleMs + 40);
  });

  test.each<[string, FakeFtpBehaviour, object]>([
    ['a box that has forgotten the connection', { replies: { NOOP: null } }, { kind: 'timeout', limitMs: 3200 }],
    ['a server with an idle limit', { replies: { NOOP: '421 Timeout.' } }, { kind: 'rejected', code: 421 }],
  ])('finds %s', async (_, behaviour, failure) => {
    const { steps, evidence } = await probeUsual({ behaviour, options });
    expect(steps['idle.noop']).toMatchObject({ status: 'failed', failure });
    expect(evidence.ended).toBe('complete');
  });

  test('is done with --quick too, as it was asked for', async () => {
    const { evidence, steps } = await probeFake({
      behaviour: { advertised: () => '192.168.10.5' },
      options: { ...options, followUps: 'none' },
    });
    expect(experimentsIn(evidence)).toEqual(['idle']);
    expect(steps['idle.noop'].status).toBe('ok');
  });

  test('comes after the experiments, which leave it a login', async () => {
    const { evidence, steps } = await probeUsual({
      clientAddress: '192.168.1.2',
      behaviour: { tls: true, advertised: () => '192.168.10.5', passivePath: 'drop', active: 'silent' },
      options: { ...options, tls: 'auto' },
    });
    expect(experimentsIn(evidence).at(-1)).toBe('idle');
    expect(steps['idle.noop'].status).toBe('ok');
  });

  test('is left out where no login was accepted', async () => {
    const { evidence, server } = await probeUsual({ behaviour: { replies: { PASS: '530 No.' } }, options });
    expect(experimentsIn(evidence)).toEqual([]);
    expect(server.commands.filter(command => command.startsWith('PASS'))).toHaveLength(1);
  });

  test('is left out where the server grants no further login', async () => {
    const greetingOf = (connection: number) => (connection > 4 ? '421 Too many connections.' : '220 Ready.');
    const { evidence } = await probeUsual({ behaviour: { greetingOf }, options });
    expect(experimentsIn(evidence)).toEqual([]);
    expect(evidence.durationMs).toBeLessThan(1000);
  });
});
