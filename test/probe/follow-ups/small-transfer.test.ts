import { expect, test } from 'vitest';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const stallsAtFull = (path: string) => path === '';

test('a listing that stalls on an open connection is followed by one of next to nothing', async () => {
  const { evidence, steps, server } = await probeUsual({ behaviour: { stalls: stallsAtFull } });
  expect(steps['pasv.data']).toMatchObject({ failure: { kind: 'timeout' } });
  expect(steps['small-transfer.data']).toMatchObject({ status: 'ok', value: { bytes: 0 } });
  expect(steps['small-transfer.completion']).toMatchObject({ status: 'ok', value: { code: 226 } });
  expect(server.commands.filter(command => command.startsWith('LIST '))).toEqual(['LIST ftpdiag-no-such-name']);
  expect(evidence.trials.at(-1)).toMatchObject({
    id: 'small-transfer',
    why: 'Trying a transfer of next to nothing, since a listing stalled',
  });
});

test('one that stalls as well is given up like the first', async () => {
  const { evidence, steps } = await probeUsual({ behaviour: { stalls: () => true } });
  expect(steps['small-transfer.data']).toMatchObject({ failure: { kind: 'timeout', limitMs: 5000 } });
  expect(evidence.ended).toBe('complete');
  expect(evidence.durationMs).toBeLessThan(11_000);
});

test('a data connection that never stood calls for none', async () => {
  const { evidence } = await probeUsual({ behaviour: { passivePath: 'drop' } });
  expect(experimentsIn(evidence)).not.toContain('small-transfer');
});

test('a listing that the server refuses calls for none', async () => {
  const { evidence } = await probeUsual({ behaviour: { replies: { LIST: '550 Permission denied.' } } });
  expect(experimentsIn(evidence)).toEqual([]);
});
