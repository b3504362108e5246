import { expect, test } from 'vitest';
import { unquote } from '../../../src/ingest/logs/quoted.ts';

test.each([
  ['Python’s repr', String.raw`'227 ok\r\n'`, '227 ok\r\n'],
  ['its other quotes', `"can't"`, "can't"],
  ['Python 2', String.raw`u'\xe9\u00e9'`, 'éé'],
  ['Go’s %q', String.raw`"\"\u00e9\U0001f600\t\\\101"`, '"é😀\t\\A'],
  ['an escape that means nothing', String.raw`'\q'`, 'q'],
])('%s', (_, source, text) => {
  expect(unquote(source)).toBe(text);
});

test('a code point beyond Unicode becomes the replacement character', () => {
  expect(unquote(String.raw`'\Uffffffff'`)).toBe('\ufffd');
});

test.each(['', "'", "'open", 'no quotes', `'it's'`])('%j is no literal', source => {
  expect(unquote(source)).toBeNull();
});
