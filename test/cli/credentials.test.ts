import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findCredentials } from '../../src/cli/password.ts';

const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-credentials-'));
const netrcFile = join(folder, 'netrc');
const passwordFile = join(folder, 'password');
const nobody = { user: null, urlPassword: null };
const ann = { user: 'ann', urlPassword: null };

beforeAll(() => {
  writeFileSync(netrcFile, 'machine ftp.example.com login ann password from-netrc\n');
  writeFileSync(passwordFile, 'from-file\r\nsecond line\n');
});
beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv('FTPDIAG_PASSWORD', undefined);
  vi.stubEnv('NETRC', join(folder, 'missing'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const find = (wanted: Parameters<typeof findCredentials>[1], flags: Parameters<typeof findCredentials>[2] = {}) =>
  findCredentials('ftp.example.com', wanted, flags);

describe('findCredentials', () => {
  test('nobody named is anonymous', async () => {
    expect(await find(nobody)).toEqual({ user: 'anonymous', password: 'ftpdiag@example.com' });
  });

  test('netrc names both user and password, from $NETRC or the file given', async () => {
    const expected = { user: 'ann', password: 'from-netrc' };
    expect(await find(nobody, { netrcFile })).toEqual(expected);
    vi.stubEnv('NETRC', netrcFile);
    expect(await find(nobody)).toEqual(expected);
  });

  test('the first of file, URL, environment and netrc wins', async () => {
    vi.stubEnv('FTPDIAG_PASSWORD', 'from-environment');
    const withUrl = { user: 'ann', urlPassword: 'from-url' };
    expect(await find(withUrl, { netrcFile, passwordFile })).toMatchObject({ password: 'from-file' });
    expect(await find(withUrl, { netrcFile })).toMatchObject({ password: 'from-url' });
    expect(await find(ann, { netrcFile })).toMatchObject({ password: 'from-environment' });
    vi.stubEnv('FTPDIAG_PASSWORD', undefined);
    expect(await find(ann, { netrcFile })).toMatchObject({ password: 'from-netrc' });
  });

  test("a password in the environment is no anonymous user's", async () => {
    vi.stubEnv('FTPDIAG_PASSWORD', 'from-environment');
    expect(await find(nobody)).toEqual({ user: 'anonymous', password: 'ftpdiag@example.com' });
  });

  test('an empty password counts as given', async () => {
    vi.stubEnv('FTPDIAG_PASSWORD', '');
    expect(await find(ann)).toEqual({ user: 'ann', password: '' });
  });

  test.each([
    ['a user without a password, and no terminal to ask on', ann, {}, /no password for user ann: use --password-stdin/],
    ['a password without a user', nobody, { passwordFile }, /a password is given, but no user/],
    ['two sources', ann, { passwordFile, passwordStdin: true as const }, /exclude each other/],
    ['a netrc file that is not there', nobody, { netrcFile: join(folder, 'missing') }, /there is no such file/],
  ])('%s is refused', async (_title, wanted, flags, says) => {
    await expect(find(wanted, flags)).rejects.toThrow(says);
  });

  test('a password that would begin a second command is refused', async () => {
    vi.stubEnv('FTPDIAG_PASSWORD', 'a\r\nDELE x');
    await expect(find(ann)).rejects.toThrow(/holds a CR, LF or NUL/);
  });
});
