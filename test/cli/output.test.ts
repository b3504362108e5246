import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkWritable, mediumOf } from '../../src/cli/output.ts';

const terminal = { isTTY: true, columns: 132 };

describe('mediumOf', () => {
  test('a terminal has its own width, and colour', () => {
    expect(mediumOf(terminal, true, {})).toEqual({ width: 132, color: true, unicode: true });
  });

  test('a file has 80 columns and no colour', () => {
    expect(mediumOf(null, true, {})).toEqual({ width: 80, color: false, unicode: true });
  });

  test('a terminal of no known or no usable width still gets one', () => {
    expect(mediumOf({ isTTY: true, columns: 0 }, true, {}).width).toBe(80);
    expect(mediumOf({ isTTY: true, columns: 5 }, true, {}).width).toBe(40);
  });

  test.each([
    ['--no-color', false, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('%s decides about colour on a terminal', (_title, wants, env, expected) => {
    expect(mediumOf(terminal, wants, env).color).toBe(expected);
  });

  test('FORCE_COLOR colours a file too', () => {
    expect(mediumOf(null, true, { FORCE_COLOR: '1' }).color).toBe(true);
  });

  test.each([
    [{ LANG: 'en_US.UTF-8' }, true],
    [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, false],
    [{ LANG: 'de_DE.ISO-8859-1' }, false],
    [{ TERM: 'linux' }, false],
  ])('%j decides about characters beyond ASCII', (env, expected) => {
    expect(mediumOf(terminal, true, env).unicode).toBe(expected);
  });
});

describe('checkWritable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-output-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a new file in a folder that is there is fine', () => {
    expect(() => checkWritable(join(folder, 'report.json'))).not.toThrow();
  });

  test('a folder, and a folder that is not there, are refused', () => {
    expect(() => checkWritable(folder)).toThrow(/it is a directory/);
    expect(() => checkWritable(join(folder, 'missing', 'report.json'))).toThrow(/there is no folder/);
  });
});
