import { describe, expect, test } from 'vitest';
import type { Path } from '../../support/fake-net.ts';
import type { FakeRun } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const other = '198.51.100.80';

/** A server whose 227 names another public address, at which `path` is what its ports do. */
function serverAt(path: (port: number) => Path): FakeRun {
  return { behaviour: { advertised: () => other }, others: server => [server.at(other, path)] };
}

describe('a 227 with another public address that refuses', () => {
  test('is tried with a port that EPSV gave', async () => {
    const { evidence, steps } = await probeUsual(serverAt(() => 'refuse'));
    expect(experimentsIn(evidence)).toEqual(['control-address', 'advertised-address']);
    expect(steps['advertised-address.connect']).toMatchObject({ failure: { kind: 'refused' } });
    expect(evidence.trials.at(-1)).toMatchObject({
      command: 'EPSV',
      why: 'Trying a port of EPSV at 198.51.100.80, the address in the 227',
    });
    expect(evidence.connections.at(-1)?.remote?.host).toBe(other);
  });

  test('may lead to the server all the same: then a listing comes', async () => {
    let refusals = 1;
    const { steps } = await probeUsual(serverAt(() => (refusals-- > 0 ? 'refuse' : 'accept')));
    expect(steps['advertised-address.connect']).toMatchObject({ status: 'ok', value: { remote: { host: other } } });
    expect(steps['advertised-address.data'].status).toBe('ok');
  });
});

test.each<[string, FakeRun]>([
  ['another address that is silent', serverAt(() => 'drop')],
  ['a private address', { behaviour: { advertised: () => '192.168.10.5' } }],
  ['the address reached', { behaviour: { passivePath: 'refuse' } }],
  [
    'another address that refuses, where EPSV is unknown',
    {
      behaviour: { advertised: () => other, replies: { EPSV: '500 EPSV not understood' } },
      others: server => [server.at(other, () => 'refuse')],
    },
  ],
])('a 227 with %s calls for none', async (_, run) => {
  const { evidence } = await probeUsual(run);
  expect(experimentsIn(evidence)).not.toContain('advertised-address');
});
