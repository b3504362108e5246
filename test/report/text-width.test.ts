import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/report/terminal/text-width.ts';
import { wrapText } from '../../src/report/terminal/wrap-text.ts';

describe('textWidth', () => {
  it.each(['', 'PASV', '没有权限', 'サーバー', '한국어', 'é', 'e\u0301', '“→”', 'ＦＴＰ', '🔥'])(
    'measures %j',
    text => {
      expect(textWidth(text)).toBe(stringWidth(text));
    },
  );
});

describe('wrapText', () => {
  it('breaks at spaces', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks between wide characters', () => {
    expect(wrapText('没有权限登录', 5)).toEqual(['没有', '权限', '登录']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(wrapText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  it('leaves room on the first line for what stands there', () => {
    expect(wrapText('one two', 7, 4)).toEqual(['one', 'two']);
  });

  it('has one line for nothing', () => {
    expect(wrapText('', 10)).toEqual(['']);
  });
});
