import { expect, test } from 'vitest';
import type { TraceHop } from '../../../src/core/step-values.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const routers = ['198.51.100.1', '203.0.113.1'];

/** A path over two routers, the second of which drops what goes to other ports than the control port. */
const dropsBehindFirst = (port: number, ttl: number): Omit<TraceHop, 'ttl'> => {
  const answer = { tookMs: 10 * ttl, code: null };
  if (ttl === 1 || (ttl === 2 && port === 21)) {
    return { ...answer, answer: 'time-exceeded', from: routers[ttl - 1] ?? '', code: 0 };
  }
  if (port === 21) return { ...answer, answer: 'syn-ack', from: '203.0.113.2' };
  return { answer: 'none', from: null, tookMs: null, code: null };
};

test('SYNs to a silent passive port are traced beside those to the control port', async () => {
  const { steps } = await probeUsual({ behaviour: { passivePath: 'drop' }, hops: dropsBehindFirst });
  expect(steps['path-trace.control']).toMatchObject({
    status: 'ok',
    value: {
      to: { host: '203.0.113.2', port: 21 },
      hops: [
        { ttl: 1, answer: 'time-exceeded', from: '198.51.100.1' },
        { ttl: 2, answer: 'time-exceeded', from: '203.0.113.1' },
        { ttl: 3, answer: 'syn-ack', from: '203.0.113.2' },
      ],
    },
  });
  expect(steps['path-trace.port']).toMatchObject({
    status: 'ok',
    value: {
      hops: [
        { ttl: 1, answer: 'time-exceeded' },
        { ttl: 2, answer: 'none' },
        { ttl: 3, answer: 'none' },
      ],
    },
  });
});

test('the trace ends where the port itself answers', async () => {
  const { steps } = await probeUsual({
    behaviour: { passivePath: 'refuse' },
    hops: (port, ttl) =>
      port !== 21 && ttl >= 2
        ? { answer: 'reset', from: '203.0.113.2', tookMs: 20, code: null }
        : dropsBehindFirst(port, ttl),
  });
  const { value } = steps['path-trace.port'] as { value: { hops: readonly TraceHop[] } };
  expect(value.hops.map(({ answer }) => answer)).toEqual(['time-exceeded', 'reset']);
});

test('a hop that said nothing is asked once more, for its answer may have been lost', async () => {
  const asked: string[] = [];
  await probeUsual({
    behaviour: { passivePath: 'drop' },
    hops(port, ttl) {
      asked.push(`${port === 21 ? 'control' : 'port'} ${ttl}`);
      return dropsBehindFirst(port, ttl);
    },
  });
  expect(asked.filter(one => one === 'port 2')).toHaveLength(2);
  expect(asked.filter(one => one === 'control 2')).toHaveLength(1);
});

test('few SYNs are under way at a time, and none goes beyond the host', async () => {
  const asked: number[] = [];
  await probeUsual({
    behaviour: { passivePath: 'drop' },
    hops(port, ttl) {
      if (port !== 21) asked.push(ttl);
      return dropsBehindFirst(port, ttl);
    },
  });
  expect(Math.max(...asked)).toBe(3);
});

test('a control port that is silent is traced by itself, until enough routers said nothing', async () => {
  const { steps } = await probeUsual({
    behaviour: { controlPath: 'drop' },
    hops: () => ({ answer: 'none', from: null, tookMs: null, code: null }),
  });
  const control = steps['path-trace.control'];
  expect(control.status === 'ok' && control.value.hops.length).toBe(6);
  expect(steps['path-trace.port']).toMatchObject({ status: 'skipped', reason: 'not-applicable' });
});

test('nothing is traced where everything answers, unless it is asked for', async () => {
  const healthy = await probeUsual({ hops: dropsBehindFirst });
  expect(experimentsIn(healthy.evidence)).not.toContain('path-trace');
  const asked = await probeUsual({ hops: dropsBehindFirst, options: { trace: true } });
  expect(asked.steps['path-trace.control']).toMatchObject({ status: 'ok' });
  expect(asked.steps['path-trace.port']).toMatchObject({ status: 'skipped', reason: 'not-applicable' });
});

test('--quick leaves it out, and --trace outranks that', async () => {
  const silent = { behaviour: { passivePath: 'drop' }, hops: dropsBehindFirst } as const;
  const quick = await probeUsual({ ...silent, options: { followUps: 'none' } });
  expect(experimentsIn(quick.evidence)).toEqual([]);
  const traced = await probeUsual({ ...silent, options: { followUps: 'none', trace: true } });
  expect(experimentsIn(traced.evidence)).toEqual(['path-trace']);
});

test('where the kernel cannot be asked, a trace that was asked for says why there is none', async () => {
  const { steps } = await probeUsual({ options: { trace: true } });
  expect(steps['path-trace.control']).toMatchObject({
    status: 'skipped',
    reason: 'not-applicable',
    detail: 'a network in memory has no hops',
  });
  const unasked = await probeUsual({ behaviour: { passivePath: 'drop' } });
  expect(experimentsIn(unasked.evidence)).not.toContain('path-trace');
});
