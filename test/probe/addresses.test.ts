import { expect, test } from 'vitest';
import { probeFake } from '../support/probe-fake.ts';

test('a name without an address ends the run at resolve', async () => {
  const { steps } = await probeFake({ options: { host: 'nowhere.example' } });
  expect(steps.resolve).toMatchObject({ failure: { kind: 'not-found' } });
  expect(steps['control.connect']).toMatchObject({ status: 'skipped', detail: 'resolve' });
});

test('when the first address is silent the next one is used, and both are in the evidence', async () => {
  const { evidence, steps } = await probeFake({
    options: { host: 'ftp.example.com' },
    names: { 'ftp.example.com': ['2001:db8::2', '203.0.113.2'] },
  });
  expect(steps['control.connect']).toMatchObject({ value: { remote: { host: '203.0.113.2' } } });
  expect(evidence.connections.map(({ remote }) => remote?.host)).toContain('2001:db8::2');
  expect(evidence.trials.every(({ steps: { data } }) => data.status === 'ok')).toBe(true);
});

test('a refused control connection is tried once', async () => {
  const { evidence, steps } = await probeFake({ behaviour: { controlPath: 'refuse' } });
  expect(steps['control.connect']).toMatchObject({ failure: { kind: 'refused' } });
  expect(evidence.connections).toHaveLength(1);
});
