import { expect, test } from 'vitest';
import type { Path } from '../../support/fake-net.ts';
import { experimentsIn, probeUsual, trialOf } from './probe-usual.ts';

const server = '203.0.113.2';

test('silent passive ports are compared with a port at which nothing listens', async () => {
  const passivePath = (port: number): Path => (port === 61_613 ? 'refuse' : 'drop');
  const { evidence, steps } = await probeUsual({ behaviour: { passivePath } });
  expect(steps['closed-port.connect']).toMatchObject({ status: 'failed', failure: { kind: 'refused' }, tookMs: 40 });
  expect(evidence.observations).toMatchObject([
    { id: 'closed-port', why: 'Comparing with another port of the same host', to: { host: server, port: 61_613 } },
  ]);
  expect(evidence.connections.find(({ role }) => role === 'other')?.remote).toEqual({ host: server, port: 61_613 });
});

test('the comparison is with a port far from the passive range', async () => {
  const { evidence } = await probeUsual({ behaviour: { passivePath: 'drop', passivePorts: [60_001, 60_002] } });
  expect(evidence.observations?.[0]?.to).toEqual({ host: server, port: 33_713 });
});

test.each(['refuse', 'reject'] as const)('passive ports that %s are compared as well', async passivePath => {
  const { evidence } = await probeUsual({ behaviour: { passivePath } });
  expect(experimentsIn(evidence)).toContain('closed-port');
});

test('a port that is open after all is an answer too', async () => {
  const passivePath = (port: number): Path => (port === 61_613 ? 'accept' : 'drop');
  const { steps } = await probeUsual({ behaviour: { passivePath } });
  expect(steps['closed-port.connect']).toMatchObject({ status: 'ok', value: { remote: { port: 61_613 } } });
});

test.each(['drop', 'refuse', 'reject'] as const)(
  'a control port that does %s is compared with port 443',
  async path => {
    const { evidence, steps } = await probeUsual({ behaviour: { controlPath: path, passivePath: 'refuse' } });
    expect(evidence.observations?.find(({ id }) => id === 'closed-port')?.to).toEqual({ host: server, port: 443 });
    expect(steps['closed-port.connect']).toMatchObject({ failure: { kind: 'refused' } });
  },
);

test('silence there as well takes 2.2 s, beside the other experiments', async () => {
  const { steps, evidence } = await probeUsual({ behaviour: { passivePath: 'drop' } });
  const closed = steps['closed-port.connect'];
  const { reply } = trialOf(evidence, 'more-ports-1').steps;
  expect(closed).toMatchObject({ failure: { kind: 'timeout', limitMs: 2200 } });
  expect(reply.status === 'ok' && closed.status === 'failed' && reply.startedMs - closed.startedMs).toBeLessThan(500);
});

test('of several addresses the one is compared to which the control connection went', async () => {
  const { evidence } = await probeUsual({
    behaviour: { controlPath: 'drop' },
    options: { host: 'ftp.example.com', address: server },
    names: { 'ftp.example.com': ['198.51.100.80', server] },
  });
  expect(evidence.observations?.[0]?.to.host).toBe(server);
});

test('a wrong address in the 227 says nothing of the ports, and they are not compared', async () => {
  const { evidence } = await probeUsual({ behaviour: { advertised: () => '192.168.10.5' } });
  expect(experimentsIn(evidence)).toEqual(['control-address']);
});
