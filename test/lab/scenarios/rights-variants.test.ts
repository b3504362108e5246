import { expect, test } from 'vitest';
import { healthy } from './healthy-label.ts';
import { either, proven, withAndWithoutRights } from './rights-variants.ts';

test('a situation is checked with rights and without, and judged by the label for each', () => {
  const label = proven(healthy, 'server');
  const both = withAndWithoutRights([{ name: 'a', title: 'It is so.', server: { program: 'scripted' }, label }]);
  expect(both).toEqual([
    { name: 'a', title: 'It is so.', server: { program: 'scripted' }, label: label.capture },
    {
      name: 'a-unprivileged',
      title: 'It is so, and the check may not capture.',
      server: { program: 'scripted' },
      rights: 'none',
      label: label.none,
    },
  ]);
});

test('what packets prove has to be certain with rights, and may be left open without', () => {
  const { capture, none } = proven(healthy, 'server');
  expect(capture).toMatchObject({ side: ['server'], confidence: 'certain' });
  expect(none).toMatchObject({ side: ['server', 'unknown'] });
  expect(none.confidence).toBeUndefined();
});

test('what is the same for both is the same', () => {
  expect(either(healthy)).toEqual({ capture: healthy, none: healthy });
});
