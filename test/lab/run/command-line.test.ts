import { describe, expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

describe('the command line of the lab', () => {
  test('checks every scenario, ten beside each other, when it is empty', () => {
    expect(readCommandLine([])).toEqual({
      only: null,
      task: 'check',
      jobs: 10,
      withoutKoffi: false,
      json: null,
      evidence: null,
      wantsColor: true,
    });
  });

  test.each(['list', 'keep', 'oracle'])('takes --%s', task => {
    expect(readCommandLine([`--${task}`])).toMatchObject({ task });
  });

  test('takes the rest', () => {
    expect(readCommandLine(['--only', '^nat-', '--jobs', '3', '--json', 'a.json', '--evidence', 'b'])).toMatchObject({
      only: /^nat-/,
      jobs: 3,
      json: 'a.json',
      evidence: 'b',
    });
  });

  test.each([
    ['two tasks', ['--keep', '--oracle'], /exclude each other/],
    ['a broken pattern', ['--only', '('], /no regular expression/],
    ['no jobs', ['--jobs', '0'], /1 to 100/],
    ['jobs that are no number', ['--jobs', 'many'], /1 to 100/],
    ['an unknown option', ['--fast'], /unknown option/],
    ['a word', ['nat'], /too many arguments/],
  ])('refuses %s', (_, words, complaint) => {
    expect(() => readCommandLine(words)).toThrow(complaint);
  });
});
