import { expect, test } from 'vitest';
import { isSafeArgument } from '../../src/ftp/command.ts';

test.each(['', 'pub/a b', 'grüße', '\x1b[31m'])('%j is safe', text => {
  expect(isSafeArgument(text)).toBe(true);
});

test.each(['a\rb', 'a\nb', 'a\0b', 'a\r\nDELE b'])('%j is not', text => {
  expect(isSafeArgument(text)).toBe(false);
});
