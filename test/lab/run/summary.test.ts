import { describe, expect, test } from 'vitest';
import type { Label } from '../scenario.ts';
import { type Answer, judge } from './judge.ts';
import type { Counted } from './result.ts';
import { answer, faulty, healthy } from './samples.ts';
import { summarize } from './summary.ts';

function counted(name: string, label: Label, report: Answer, tookMs = 1_000): Counted {
  return { scenario: { name, label }, report, judgement: judge(label, report), tookMs };
}

const fine = answer({ status: 'ok', cause: 'none', side: 'none', confidence: 'certain', rule: null }, [], {
  PASV: { status: 'ok' },
});

describe('the shares', () => {
  test('count each part of the answer on its own', () => {
    const results = [
      counted('right', faulty(), answer()),
      counted('wrong-cause', faulty(), answer({ cause: 'firewall' })),
      counted('wrong-side', faulty(), answer({ side: 'path' })),
      counted('wrong-status', faulty(), answer({ status: 'failed' })),
      counted('wrong-modes', faulty(), answer({}, undefined, { PASV: { status: 'ok' }, EPRT: { status: 'failed' } })),
    ];
    expect(summarize(results)).toMatchObject({
      scenarios: { right: 1, of: 5 },
      status: { right: 4, of: 5 },
      cause: { right: 4, of: 5 },
      side: { right: 4, of: 5 },
      modes: { right: 18, of: 20 },
    });
  });

  test('take a scenario without an answer for wrong in everything', () => {
    expect(summarize([counted('right', faulty(), answer())], 1)).toMatchObject({
      scenarios: { right: 1, of: 2 },
      cause: { right: 1, of: 2 },
      modes: { right: 4, of: 8 },
    });
  });

  test('are of nothing where nothing ran', () => {
    expect(summarize([])).toMatchObject({ scenarios: { right: 0, of: 0 }, faultyTimes: null, healthyTimes: null });
  });
});

test('false alarms are counted among the healthy scenarios alone, and named', () => {
  const results = [
    counted('quiet', healthy(), fine),
    counted('alarmed', healthy(), answer()),
    counted('faulty', faulty(), answer({ status: 'failed' })),
  ];
  expect(summarize(results)).toMatchObject({ healthy: { right: 1, of: 2 }, falseAlarms: ['alarmed'] });
});

describe('calibration', () => {
  const results = [
    counted('sure', faulty(), answer({ confidence: 'certain' })),
    counted('sure-of-a-wrong-cause', faulty(), answer({ confidence: 'certain', cause: 'tls' })),
    counted('likely', faulty(), answer({ confidence: 'likely' })),
    counted('likely-with-a-wrong-side', faulty(), answer({ confidence: 'likely', side: 'client' })),
    counted('likely-with-a-wrong-status', faulty(), answer({ confidence: 'likely', status: 'failed' })),
    counted('sure-of-the-unknowable', faulty({ knowable: false }), answer({ confidence: 'certain' })),
  ];

  test('takes cause and side together, whatever else is wrong', () => {
    expect(summarize(results).byConfidence).toEqual({
      certain: { right: 2, of: 3 },
      likely: { right: 2, of: 3 },
      possible: { right: 0, of: 0 },
    });
  });

  test('names whoever was certain and wrong, and whoever was certain of what cannot be known', () => {
    expect(summarize(results)).toMatchObject({
      wronglyCertain: ['sure-of-a-wrong-cause'],
      overclaims: ['sure-of-the-unknowable'],
    });
  });

  test('names whoever was not certain of what is proven', () => {
    const proven = faulty({ confidence: 'certain' });
    const some = [counted('hesitant', proven, answer()), counted('sure', proven, answer({ confidence: 'certain' }))];
    expect(summarize(some)).toMatchObject({ underclaims: ['hesitant'] });
  });
});

describe('the confusion', () => {
  test('counts what was said where what was true', () => {
    const results = [
      counted('a', faulty(), answer()),
      counted('b', faulty(), answer()),
      counted('c', faulty(), answer({ cause: 'firewall' })),
      counted('d', healthy(), fine),
    ];
    expect(summarize(results).confusion).toEqual({
      causes: ['nat', 'none', 'firewall'],
      cells: [
        { truth: 'nat', said: 'nat', count: 2 },
        { truth: 'nat', said: 'firewall', count: 1 },
        { truth: 'none', said: 'none', count: 1 },
      ],
    });
  });

  test('takes what was said for true where the label allows it, and else the first cause', () => {
    const label = faulty({ cause: ['nat', 'firewall'] });
    const results = [
      counted('a', label, answer({ cause: 'firewall' })),
      counted('b', label, answer({ cause: 'server' })),
    ];
    expect(summarize(results).confusion.cells).toEqual([
      { truth: 'firewall', said: 'firewall', count: 1 },
      { truth: 'nat', said: 'server', count: 1 },
    ]);
  });
});

describe('times', () => {
  const timed = (...times: number[]): Counted[] =>
    times.map(tookMs => counted(`took-${tookMs}`, faulty(), answer(), tookMs));

  test('have the middle one for an odd number', () => {
    expect(summarize(timed(9_000, 1_000, 4_000)).faultyTimes).toEqual({
      medianMs: 4_000,
      longestMs: 9_000,
      longest: 'took-9000',
    });
  });

  test('have the mean of the middle two for an even number', () => {
    expect(summarize(timed(9_000, 1_000, 4_000, 5_000)).faultyTimes).toMatchObject({ medianMs: 4_500 });
  });

  test('are apart for faulty and healthy scenarios', () => {
    const results = [...timed(6_000), counted('quick', healthy(), fine, 300)];
    expect(summarize(results)).toMatchObject({
      faultyTimes: { medianMs: 6_000 },
      healthyTimes: { medianMs: 300, longest: 'quick' },
    });
  });
});
