import { expect, test } from 'vitest';
import { formatDuration } from '../../src/report/words.ts';

test.each([
  [0, '<0.1 ms'],
  [0.4, '0.4 ms'],
  [48.2, '48 ms'],
  [3210, '3.2 s'],
])('a duration of %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, '<1 s'],
  [60_000, '60 s'],
])('by a clock that counts seconds, %d ms reads %s', (ms, text) => {
  expect(formatDuration(ms, 'seconds')).toBe(text);
});

test('without a clock there is nothing to show', () => {
  expect(formatDuration(0, 'none')).toBe('');
});
