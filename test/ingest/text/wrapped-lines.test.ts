import { describe, expect, it } from 'vitest';
import { goesOn, wrapWidth } from '../../../src/ingest/text/wrapped-lines.ts';

const isSigned = (line: string): boolean => /^[<>*]/.test(line);

describe('the width at which lines were broken', () => {
  const broken = [
    '* Connected to ftp.example.com (192.0.2.1) port 21 (#0)',
    '< 220 This is a private system, all access to which is logged, so',
    'think twice',
    '> USER lab',
    '< 331 Please give your password for the account of the laboratory',
    'now',
  ];

  it('is that of the longest line, where some go on', () => {
    expect(wrapWidth(broken, isSigned)).toBe(65);
  });

  it('is none where every line stands alone', () => {
    expect(wrapWidth(broken.filter(isSigned), isSigned)).toBeNull();
  });

  it('is none where the first word of what seems a continuation would have fitted', () => {
    expect(wrapWidth([broken[1] ?? '', '< 220 short', 'think'], isSigned)).toBeNull();
  });

  it.each([40, 200])('is none where the longest line has %i characters', length => {
    expect(
      wrapWidth([`< ${'x'.repeat(length - 2)}`, 'think', `< ${'x'.repeat(length - 2)}`, 'twice'], isSigned),
    ).toBeNull();
  });
});

describe('a line that may go on', () => {
  it('is so long that the next word does not fit', () => {
    expect(goesOn('12345', '678 9', 8)).toBe(true);
    expect(goesOn('12345', '67 89', 8)).toBe(false);
  });

  it('does not go on in an indented or empty line', () => {
    expect(goesOn('12345', ' 678', 5)).toBe(false);
    expect(goesOn('12345', '', 5)).toBe(false);
  });
});
