import { expect, test } from 'vitest';
import { featuresOf } from '../../src/ftp/feat.ts';

test('the lines between the first and the last, trimmed', () => {
  expect(featuresOf(['Features:', ' EPSV', ' REST STREAM ', 'UTF8', '', 'End'])).toEqual([
    'EPSV',
    'REST STREAM',
    'UTF8',
  ]);
});

test('none in a reply of one line', () => {
  expect(featuresOf(['no-features'])).toEqual([]);
  expect(featuresOf([])).toEqual([]);
});
