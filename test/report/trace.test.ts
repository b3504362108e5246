import { expect, test } from 'vitest';
import type { AnyObservation, Evidence } from '../../src/core/evidence.ts';
import { skipped } from '../../src/core/outcome.ts';
import type { TraceHop } from '../../src/core/step-values.ts';
import { experimentResults } from '../../src/report/experiment-results.ts';
import type { Report } from '../../src/report/report.ts';
import { createTheme, paintLines } from '../../src/report/terminal/theme.ts';
import { traceBlock } from '../../src/report/terminal/trace-block.ts';
import { traceInWords } from '../../src/report/trace-result.ts';
import { probeFake } from '../support/probe-fake.ts';

const server = '192.0.2.2';
const router = (ttl: number, from: string): TraceHop => ({
  ttl,
  answer: 'time-exceeded',
  from,
  tookMs: 10 * ttl,
  code: 0,
});
const silence = (ttl: number): TraceHop => ({ ttl, answer: 'none', from: null, tookMs: null, code: null });
const answered = (ttl: number, answer: TraceHop['answer'], from = server): TraceHop => ({
  ttl,
  answer,
  from,
  tookMs: 40,
  code: null,
});

const first = router(1, '198.51.100.1');
const second = router(2, '198.18.0.1');
const control = { to: { host: server, port: 21 }, hops: [first, second, answered(3, 'syn-ack')] };
const port = { to: { host: server, port: 40_012 }, hops: [first, second, silence(3)] };

async function evidenceWith(steps: AnyObservation['steps']): Promise<Evidence> {
  const { evidence } = await probeFake();
  const observation = { id: 'path-trace', why: 'Looking', to: port.to, steps } as AnyObservation;
  return { ...evidence, observations: [observation] };
}

const ok = <Value>(value: Value) => ({ status: 'ok', value, startedMs: 0, tookMs: 100 }) as const;

test.each([
  ['silent behind hop 2, 198.18.0.1', port.hops],
  ['no hop answers', [silence(1), silence(2)]],
  ['open at hop 3', control.hops],
  ['RST at hop 2', [first, answered(2, 'reset')]],
  ['rejected by 198.18.0.1 at hop 3', [first, second, answered(3, 'unreachable', '198.18.0.1')]],
] as const)('%s', (words, hops) => {
  expect(traceInWords({ to: port.to, hops })).toBe(words);
});

test('among the experiments, both ports are told in a line', async () => {
  const evidence = await evidenceWith({ control: ok(control), port: ok(port) });
  expect(experimentResults(evidence)).toMatchObject([
    { came: ['port 40012: silent behind hop 2, 198.18.0.1', 'port 21: open at hop 3'], state: 'closed' },
  ]);
});

test('a trace that could not be made says why', async () => {
  const none = skipped('not-applicable', 'the optional package koffi is not installed');
  expect(experimentResults(await evidenceWith({ control: none, port: none }))).toMatchObject([
    { came: ['the optional package koffi is not installed'], state: 'unfinished' },
  ]);
});

test('hop by hop, both stand side by side within 80 columns', async () => {
  const evidence = await evidenceWith({ control: ok(control), port: ok(port) });
  const theme = createTheme({ width: 80, color: false, verbose: false, quiet: false });
  const text = paintLines(traceBlock({ evidence } as Report, theme), theme);
  expect(text).toBe(
    [
      '',
      'How far SYNs come, hop by hop',
      '   hop to port 21                           to port 40012',
      '     1 198.51.100.1, 10 ms                  198.51.100.1, 10 ms',
      '     2 198.18.0.1, 20 ms                    198.18.0.1, 20 ms',
      '     3 192.0.2.2: open, 40 ms               no answer',
      '',
    ].join('\n'),
  );
});
