import { describe, expect, test } from 'vitest';
import { explainReplyDigits, replyCodes } from '../../src/ftp/reply-codes.ts';

describe('the dictionary', () => {
  test('has every code of the RFCs on FTP', () => {
    const rfc959 = [
      110, 120, 125, 150, 200, 202, 211, 212, 213, 214, 215, 220, 221, 225, 226, 227, 230, 250, 257, 331, 332,
    ].concat([350, 421, 425, 426, 450, 451, 452, 500, 501, 502, 503, 504, 530, 532, 550, 551, 552, 553]);
    const rfc2228 = [232, 234, 235, 334, 335, 336, 431, 533, 534, 535, 536, 537, 631, 632, 633];
    for (const code of [...rfc959, ...rfc2228, 228, 229, 521, 522])
      expect(replyCodes.has(code), String(code)).toBe(true);
  });

  test('is in order, within 100–699, and says who defines each', () => {
    const codes = [...replyCodes.keys()];
    expect(codes).toEqual(codes.toSorted((a, b) => a - b));
    for (const [code, entry] of replyCodes) {
      expect(entry.code).toBe(code);
      expect(entry.source).not.toBe('');
      expect(explainReplyDigits(code)).not.toBeNull();
    }
  });
});

describe('the digits of an unknown code', () => {
  test('tell outcome and group', () => {
    expect(explainReplyDigits(429)).toBe('refused for now: the same command may succeed later (about connections)');
    expect(explainReplyDigits(599)).toBe('refused: the same command will be refused again');
  });

  test.each([0, 99, 700, 450.5, Number.NaN])('%s has none', code => {
    expect(explainReplyDigits(code)).toBeNull();
  });
});
