import { expect, test } from 'vitest';
import type { Path } from '../../support/fake-net.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const reached = '203.0.113.2';
const advertised = () => '192.168.10.5';

test('the port of a 227 with a private address is tried at the address that was reached, with a listing', async () => {
  const { evidence, steps, server } = await probeUsual({ behaviour: { advertised } });
  const reply = steps['control-address.reply'];
  const connect = steps['control-address.connect'];
  expect(reply).toMatchObject({ status: 'ok', value: { advertised: { host: '192.168.10.5' } } });
  expect(connect).toMatchObject({ status: 'ok', value: { remote: { host: reached } } });
  expect(reply.status === 'ok' && connect.status === 'ok' && connect.value.remote.port).toBe(
    reply.status === 'ok' && reply.value.advertised.port,
  );
  expect(steps['control-address.completion']).toMatchObject({ status: 'ok', value: { code: 226 } });
  expect(evidence.trials.at(-1)).toMatchObject({
    id: 'control-address',
    purpose: 'follow-up',
    family: 'passive',
    command: 'PASV',
    session: 5,
    why: 'Trying the port of the 227 at 203.0.113.2, in place of 192.168.10.5',
  });
  expect(server.commands.slice(-5)).toEqual(['USER anonymous', expect.stringMatching(/^PASS/), 'PASV', 'LIST', 'QUIT']);
});

test('a port that is closed there too is given up after 2.2 s, and the session is fit for more', async () => {
  const { evidence, steps, server } = await probeUsual({ behaviour: { advertised, passivePath: 'drop' } });
  expect(steps['control-address.connect']).toMatchObject({ failure: { kind: 'timeout', limitMs: 2200 } });
  expect(steps['control-address.preliminary']).toMatchObject({ status: 'skipped', detail: 'control-address.connect' });
  expect(experimentsIn(evidence)).toEqual(['control-address', 'more-ports-1', 'more-ports-2', 'closed-port']);
  expect(server.controlConnections).toBe(5);
});

test('a 227 that names the address reached calls for none, however its port answers', async () => {
  const { evidence } = await probeUsual({ behaviour: { passivePath: 'drop' } });
  expect(experimentsIn(evidence)).not.toContain('control-address');
});

test('a 227 of which nobody can make an address calls for none', async () => {
  const { evidence } = await probeUsual({ behaviour: { replies: { PASV: '227 Entering Passive Mode (1,2,3).' } } });
  expect(experimentsIn(evidence)).toEqual([]);
});

test('nothing is sent to another address than the one reached', async () => {
  const passivePath = (port: number): Path => (port % 2 === 0 ? 'drop' : 'accept');
  const { net, evidence } = await probeUsual({ behaviour: { advertised, passivePath } });
  const ofMode = evidence.connections.filter(({ remote }) => remote?.host === '192.168.10.5');
  expect(ofMode).toHaveLength(1);
  expect(net.tried.filter(({ host }) => host !== reached)).toHaveLength(1);
});
