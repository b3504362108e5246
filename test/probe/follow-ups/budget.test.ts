import { describe, expect, test } from 'vitest';
import type { Asked, FakeFtpBehaviour } from '../../support/fake-ftp-behaviour.ts';
import { type FakeProbe, type FakeRun, probeFake } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const clientAddress = '192.168.1.2';
const advertised = () => '192.168.10.5';
const half = (port: number) => (port % 2 === 0 ? 'accept' : 'drop');
/** Answers as a healthy server on the modes' four sessions, and no longer after that. */
const thenSilent = ({ connection }: Asked) => (connection > 4 ? null : undefined);

/** Takes PORT with any address but our own. */
const onlyPublic = ({ argument }: Asked) => (argument.startsWith('192') ? '500 Illegal PORT command.' : undefined);

/** Faults that call for as many experiments as can be had at once, and for experiments that last. */
const worst: Readonly<Record<string, FakeRun>> = {
  'everything is silent': { clientAddress, behaviour: { passivePath: 'drop', active: 'silent' } },
  'all but a refusal of PORT is silent': {
    clientAddress,
    behaviour: { advertised, passivePath: 'drop', active: 'silent', replies: { PORT: onlyPublic } },
  },
  'everything is silent, with TLS': {
    clientAddress,
    behaviour: { tls: true, passivePath: 'drop', active: 'silent' },
    options: { tls: 'auto' },
  },
  'half of the ports are silent': { clientAddress, behaviour: { advertised, passivePath: half, active: 'silent' } },
  'listings stall': { clientAddress, behaviour: { stalls: () => true, active: 'silent' } },
  'only the modes are greeted': {
    behaviour: { advertised, greetingOf: connection => (connection > 4 ? '' : '220 Ready.') },
  },
  'only the modes may log in': { behaviour: { advertised, replies: { PASS: thenSilent } } },
  'PASV is answered to the modes only': { behaviour: { advertised, replies: { PASV: thenSilent } } },
  'LIST is answered to the modes only': { behaviour: { advertised, replies: { LIST: thenSilent } } },
};

/** What the experiments took beyond what the modes did. */
async function spent(run: FakeRun, followUps: 'usual' | 'thorough') {
  const modes = await probeFake(run);
  const all = await probeFake({ ...run, options: { ...run.options, followUps } });
  const dataConnections = ({ evidence }: FakeProbe) =>
    evidence.transcript.filter(({ direction, text }) => direction === 'sent' && /^(PASV|EPSV|PORT|EPRT)/.test(text));
  return {
    dataConnections: dataConnections(all).length - dataConnections(modes).length,
    logins: all.evidence.sessions.length - modes.evidence.sessions.length,
    timeMs: all.evidence.durationMs - modes.evidence.durationMs,
    ended: all.evidence.ended,
  };
}

describe.each(Object.entries(worst))('when %s', (_, run) => {
  test('the experiments stay within 12 data connections, 2 logins and 10 s', async () => {
    const { dataConnections, logins, timeMs, ended } = await spent(run, 'usual');
    expect(dataConnections).toBeLessThanOrEqual(12);
    expect(logins).toBeLessThanOrEqual(2);
    expect(timeMs).toBeGreaterThan(0);
    expect(timeMs).toBeLessThanOrEqual(10_000);
    expect(ended).toBe('complete');
  });

  test('those of --thorough stay within 24 data connections, 4 logins and 30 s', async () => {
    const { dataConnections, logins, timeMs, ended } = await spent(run, 'thorough');
    expect(dataConnections).toBeLessThanOrEqual(24);
    expect(logins).toBeLessThanOrEqual(4);
    expect(timeMs).toBeLessThanOrEqual(30_000);
    expect(ended).toBe('complete');
  });

  test('--quick runs none', async () => {
    const { evidence } = await probeFake({ ...run, options: { ...run.options, followUps: 'none' } });
    expect(experimentsIn(evidence)).toEqual([]);
  });
});

test('what the time did not suffice for is skipped, and no silence is made of it', async () => {
  const behaviour: FakeFtpBehaviour = { advertised, replies: { LIST: thenSilent } };
  const { steps, evidence } = await probeUsual({ rttMs: 300, behaviour });
  expect(evidence.ended).toBe('complete');
  expect(steps['control-address.connect'].status).toBe('ok');
  expect(steps['control-address.preliminary']).toEqual({
    status: 'skipped',
    reason: 'out-of-time',
    detail: 'the time for it was used up',
  });
});

test('an experiment for which the time left is too short is not begun', async () => {
  const run: FakeRun = { clientAddress, behaviour: { passivePath: 'drop', replies: { PORT: onlyPublic } } };
  const { durationMs } = (await probeFake(run)).evidence;
  const all = await probeUsual(run);
  const hurried = await probeUsual({ ...run, options: { totalTimeoutMs: durationMs + 4500 } });
  expect(experimentsIn(all.evidence)).toContain('seen-address');
  expect(experimentsIn(hurried.evidence)).toContain('more-ports-2');
  expect(experimentsIn(hurried.evidence)).not.toContain('seen-address');
  expect(hurried.evidence.ended).toBe('complete');
});
