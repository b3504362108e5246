import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/core/evidence.ts';
import { probeFake } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const advertised = () => '192.168.10.5';
const alice = { user: 'alice', password: 'hunter2-marker' };

/** What was sent on each session, verbs only. */
function sent({ transcript, sessions }: Evidence): readonly string[] {
  return sessions.map(({ id }) =>
    transcript
      .filter(({ session, direction }) => session === id && direction === 'sent')
      .map(({ text }) => text.split(' ')[0])
      .join(' '),
  );
}

describe('a password', () => {
  test.each([0, 5000])('that was refused is sent to no further session, with --idle of %i ms', async idleMs => {
    const behaviour = { advertised, replies: { PASS: '530 Login incorrect.' } };
    const { server, evidence } = await probeUsual({ behaviour, options: { ...alice, idleMs } });
    expect(server.commands.filter(command => command.startsWith('PASS'))).toHaveLength(1);
    expect(server.controlConnections).toBe(4);
    expect(experimentsIn(evidence)).toEqual([]);
  });

  test('goes over TLS again where it went over TLS before', async () => {
    const { evidence } = await probeUsual({
      behaviour: { advertised, tls: true },
      options: { ...alice, tls: 'auto' },
    });
    expect(sent(evidence)[4]).toBe('AUTH USER PASS PBSZ PROT PASV LIST QUIT');
    expect(evidence.sessions[4]?.steps.login).toMatchObject({ value: { password: 'encrypted' } });
  });

  test('goes over TLS also where the last session of the modes was turned away before TLS', async () => {
    const { evidence } = await probeUsual({
      clientAddress: '192.168.1.2',
      behaviour: { tls: true, mostAtOnce: 1, replies: { PORT: '500 Illegal PORT command.' } },
      options: { ...alice, tls: 'auto' },
    });
    expect(sent(evidence)[3]).toBe('QUIT');
    expect(experimentsIn(evidence)).toEqual(['seen-address']);
    expect(sent(evidence)[4]).toBe('AUTH USER PASS PBSZ PROT PORT QUIT');
  });

  test('is not sent in clear when TLS fails this time', async () => {
    const AUTH = ({ connection }: { connection: number }) => (connection > 4 ? '431 No TLS just now.' : undefined);
    const { evidence } = await probeUsual({
      behaviour: { advertised, tls: true, replies: { AUTH } },
      options: { ...alice, tls: 'auto' },
    });
    expect(sent(evidence)[4]).toBe('AUTH QUIT');
  });
});

describe('a server that grants the experiments no login', () => {
  const greetingOf = (connection: number) => (connection > 4 ? '421 Too many connections.' : '220 Ready.');

  test('ends them, and nothing else of the evidence tells of it', async () => {
    const without = await probeFake({ behaviour: { advertised, greetingOf } });
    const { evidence, steps, server } = await probeUsual({ behaviour: { advertised, greetingOf } });
    expect(server.controlConnections).toBe(5);
    expect(experimentsIn(evidence)).toEqual([]);
    expect(steps).toEqual(without.steps);
    expect(evidence.sessions.slice(0, 4)).toEqual(without.evidence.sessions);
    expect(evidence.sessions[4]?.steps.greeting).toMatchObject({ failure: { kind: 'rejected', code: 421 } });
    expect(evidence.parallel).toEqual(without.evidence.parallel);
  });
});

describe('a server that takes one control connection at a time', () => {
  test('gets the next one once the last one has gone', async () => {
    const { evidence } = await probeUsual({ behaviour: { advertised, mostAtOnce: 1 } });
    expect(experimentsIn(evidence)).toEqual(['control-address']);
  });

  test('gets those with and without TLS one after the other', async () => {
    const { evidence } = await probeUsual({
      behaviour: { advertised, tls: true, mostAtOnce: 1 },
      options: { tls: 'auto' },
    });
    expect(experimentsIn(evidence)).toEqual(['control-address', 'clear-pasv']);
    expect(sent(evidence).slice(-2)).toEqual(['AUTH USER PASS PBSZ PROT PASV LIST QUIT', 'USER PASS PASV QUIT']);
  });
});
