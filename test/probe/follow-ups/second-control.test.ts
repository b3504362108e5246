import { expect, test } from 'vitest';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const why = 'Connecting once more, to see whether that happens every time';

test('a refused control connection is tried once more, half a second later', async () => {
  const { evidence, steps } = await probeUsual({ behaviour: { controlPath: 'refuse', passivePath: 'drop' } });
  expect(evidence.observations).toContainEqual(expect.objectContaining({ id: 'second-control', why }));
  expect(steps['second-control.connect']).toMatchObject({ failure: { kind: 'refused' }, startedMs: 540, tookMs: 40 });
  expect(steps['second-control.greeting']).toMatchObject({ status: 'skipped', detail: 'second-control.connect' });
  expect(evidence.connections.filter(({ role }) => role === 'control')).toHaveLength(2);
});

test('a server that cuts the connection and greets the second time was only busy', async () => {
  const { steps, server } = await probeUsual({ behaviour: { cuts: connection => connection <= 4 } });
  expect(steps['control.greeting']).toMatchObject({ failure: { kind: 'closed' } });
  expect(steps['second-control.greeting']).toMatchObject({ status: 'ok', value: { code: 220 } });
  expect(server.commands).toEqual([]);
});

test('a server that cuts every connection is asked no third time', async () => {
  const { evidence, steps, server } = await probeUsual({ behaviour: { cuts: () => true } });
  expect(steps['second-control.greeting']).toMatchObject({ failure: { kind: 'closed' } });
  expect(experimentsIn(evidence)).toEqual(['second-control']);
  expect(server.controlConnections).toBe(5);
});

test('connections that are cut beside one that works are a limit, and none is tried for it', async () => {
  const { evidence } = await probeUsual({ behaviour: { cuts: connection => connection > 1 } });
  expect(experimentsIn(evidence)).toEqual([]);
});

test('a silent control port has been tried for long enough', async () => {
  const { evidence } = await probeUsual({ behaviour: { controlPath: 'drop' } });
  expect(experimentsIn(evidence)).not.toContain('second-control');
});
