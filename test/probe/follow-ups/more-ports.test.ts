import { describe, expect, test } from 'vitest';
import type { Evidence, PassiveTrial } from '../../../src/core/evidence.ts';
import type { Path } from '../../support/fake-net.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

/** Ports of 41,000 and above are dropped. */
const upperHalf = (port: number): Path => (port < 41_000 ? 'accept' : 'drop');

function samples({ trials }: Evidence): readonly PassiveTrial[] {
  return trials.filter((trial): trial is PassiveTrial => trial.id.startsWith('more-ports-'));
}

describe('where all passive ports were closed', () => {
  test('two more that are closed as well are enough', async () => {
    const { evidence } = await probeUsual({ behaviour: { passivePath: 'drop' } });
    expect(samples(evidence)).toMatchObject([
      { id: 'more-ports-1', command: 'EPSV', steps: { connect: { failure: { kind: 'timeout', limitMs: 700 } } } },
      { id: 'more-ports-2', command: 'EPSV', steps: { connect: { failure: { kind: 'timeout', limitMs: 700 } } } },
    ]);
    expect(samples(evidence)[0]?.why).toBe('Trying further passive ports, to see whether all are closed');
  });

  test('one that is open leads to more', async () => {
    const passivePorts = [41_000, 41_001, 40_002, 41_003, 40_004, 41_005, 40_006, 41_007, 40_008];
    const { evidence } = await probeUsual({ behaviour: { passivePath: upperHalf, passivePorts } });
    expect(outcomes(evidence)).toEqual([
      '40002 ok',
      '41003 failed',
      '40004 ok',
      '41005 failed',
      '40006 ok',
      '41007 failed',
    ]);
  });

  test('--thorough looks at more of them', async () => {
    const options = { followUps: 'thorough' } as const;
    const all = await probeUsual({ behaviour: { passivePath: 'drop' }, options });
    expect(samples(all.evidence)).toHaveLength(8);
    const some = await probeUsual({ behaviour: { passivePath: port => (port % 2 ? 'drop' : 'accept') }, options });
    expect(samples(some.evidence)).toHaveLength(18);
  });
});

test('a server that names the same port each time has no further ones', async () => {
  const passivePorts = Array(12).fill(40_000);
  const { evidence } = await probeUsual({ behaviour: { passivePath: 'drop', passivePorts } });
  expect(outcomes(evidence)).toEqual(['40000 failed']);
});

describe('where one passive port was open and one was not', () => {
  const passivePorts = [41_000, 40_001, 40_002, 40_003, 40_004, 40_005, 40_006, 41_007];

  test('six more show where the border is', async () => {
    const { evidence } = await probeUsual({ behaviour: { passivePath: upperHalf, passivePorts } });
    expect(outcomes(evidence)).toEqual(['40002 ok', '40003 ok', '40004 ok', '40005 ok', '40006 ok', '41007 failed']);
    expect(samples(evidence)[0]?.why).toBe('Trying further passive ports, since one was open and one was not');
  });

  test('they are asked for with the command that failed', async () => {
    const { evidence } = await probeUsual({ behaviour: { passivePath: upperHalf, passivePorts } });
    expect(evidence.trials[0]).toMatchObject({ command: 'PASV', steps: { connect: { status: 'failed' } } });
    expect(samples(evidence).map(({ command }) => command)).toEqual(Array(6).fill('PASV'));
  });
});

test('no listing is asked for: each connection is closed as soon as it stands, and one session does for all', async () => {
  const { evidence, server } = await probeUsual({
    behaviour: { passivePath: upperHalf, passivePorts: [41_000, 40_001] },
  });
  const last = evidence.transcript.filter(({ session, direction }) => session === 5 && direction === 'sent');
  expect(last.map(({ text }) => text.split(' ')[0])).toEqual(['USER', 'PASS', ...Array(6).fill('PASV'), 'QUIT']);
  expect(samples(evidence)[0]?.steps.data).toMatchObject({ status: 'skipped', reason: 'not-requested' });
  expect(server.controlConnections).toBe(5);
});

test('a server that no longer answers the command is asked no second time', async () => {
  const replies = { EPSV: ({ connection }: { connection: number }) => (connection > 4 ? '421 Timeout.' : undefined) };
  const { evidence, server } = await probeUsual({ behaviour: { passivePath: 'drop', replies } });
  expect(samples(evidence)).toMatchObject([{ steps: { reply: { failure: { kind: 'rejected', code: 421 } } } }]);
  expect(server.controlConnections).toBe(5);
});

test('passive ports that are all open call for none', async () => {
  const { evidence } = await probeUsual({ behaviour: { advertised: () => '192.168.10.5' } });
  expect(experimentsIn(evidence).filter(id => id.startsWith('more-ports'))).toEqual([]);
});

/** Port and outcome of each sample. */
function outcomes(evidence: Evidence): readonly string[] {
  return samples(evidence).map(({ steps: { reply, connect } }) => {
    const port = reply.status === 'ok' ? reply.value.advertised.port : 'none';
    return `${port} ${connect.status}`;
  });
}
