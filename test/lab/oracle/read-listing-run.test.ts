import { describe, expect, test } from 'vitest';
import { type ListingRun, readListingRun } from './read-listing-run.ts';

const listing = '-rw-r--r--    1 0        0               3 Nov 25 22:04 file-0001.txt\n';

/** As curl 7.88.1 writes it, shortened. */
function curl(trace: string, parts: Partial<ListingRun> = {}): ListingRun {
  return { exitCode: 0, stdout: listing, stderr: `< 220 (vsFTPd 3.0.3)\n${trace}`, cut: false, ...parts };
}

const transfer = '> TYPE A\n< 200 Switching to ASCII mode.\n> LIST\n< 150 Here comes the listing.\n< 226 OK.\n';
const failed = (exitCode: number, parts: Partial<ListingRun> = {}) => ({ exitCode, stdout: '', ...parts });

describe('a mode works', () => {
  test.each([
    ['PASV', '> PASV\n* Connect data stream passively\n< 227 Entering Passive Mode (127,0,0,1,76,131).\n'],
    ['EPSV', '> EPSV\n< 229 Entering Extended Passive Mode (|||47231|)\n'],
    ['PORT', '> PORT 127,0,0,1,155,71\n< 200 PORT command successful. Consider using PASV.\n'],
    ['EPRT', '> EPRT |1|127.0.0.1|53801|\n< 200 EPRT command successful. Consider using EPSV.\n'],
  ] as const)('where curl sent %s alone and got a listing', (command, trace) => {
    expect(readListingRun(command, curl(trace + transfer))).toEqual({ works: true });
  });

  test('with an empty listing only where the directory is empty', () => {
    const run = curl(`> PASV\n${transfer}`, { stdout: '' });
    expect(readListingRun('PASV', run, true)).toEqual({ works: true });
    expect(readListingRun('PASV', run)).toEqual({ works: false, why: 'an empty listing' });
  });

  test('where lftp sent it', () => {
    const trace = '---> PORT 127,0,0,1,155,71\n<--- 200 PORT command successful.\n---> LIST\n<--- 226 OK.\n';
    expect(readListingRun('PORT', { exitCode: 0, stdout: listing, stderr: trace, cut: false })).toEqual({
      works: true,
    });
  });

  test('whatever else curl says with the same words', () => {
    const trace = '> PASV\n< 200-EPSV is better\n* Connect data stream passively, not > EPSV\n';
    expect(readListingRun('PASV', curl(trace + transfer))).toEqual({ works: true });
  });
});

describe('a mode fails', () => {
  test('where the listing came only after curl went over to PASV', () => {
    const trace = '> EPSV\n< 229 (|||47231|)\n* Failed EPSV attempt. Disabling EPSV\n> PASV\n< 227 (127,0,0,1,1,2)\n';
    expect(readListingRun('EPSV', curl(trace + transfer))).toEqual({
      works: false,
      why: 'went over from EPSV to PASV',
    });
  });

  test('where the listing came only after curl went over to PORT', () => {
    const trace = '> EPRT |1|127.0.0.1|53801|\n< 501 Not understood.\n* disabling EPRT usage\n> PORT 127,0,0,1,1,2\n';
    expect(readListingRun('EPRT', curl(trace + transfer))).toMatchObject({ works: false });
  });

  test('with what curl said last', () => {
    const trace = '> PASV\n< 227 OK (192,0,2,2,156,64).\ncurl: (28) Connection timed out after 8001 milliseconds\n';
    expect(readListingRun('PASV', curl(trace, failed(28)))).toEqual({
      works: false,
      why: 'curl: (28) Connection timed out after 8001 milliseconds',
    });
  });

  test('with the last refusal of the server', () => {
    const trace = '> PORT 198,51,100,2,1,2\r\n< 500 Illegal PORT command.\r\ncurl: (30) Failed to do PORT\n';
    expect(readListingRun('PORT', curl(trace, failed(30)))).toEqual({
      works: false,
      why: 'curl: (30) Failed to do PORT, after 500 Illegal PORT command.',
    });
  });

  test('with curl’s own reason in active mode too, where it says something else', () => {
    const mistake = 'sa_addr inet_ntop() failed with errno 97: Address family not supported by protocol';
    const remarks = `* ${mistake}\n* Operation timed out after 8001 milliseconds with 0 bytes received\n* Closing connection 0\n`;
    const trace = `> PORT 198,51,100,2,1,2\n${remarks}curl: (28) ${mistake}\n`;
    expect(readListingRun('PORT', curl(trace, failed(28)))).toEqual({
      works: false,
      why: 'curl: (28) Operation timed out after 8001 milliseconds with 0 bytes received',
    });
  });

  test('where the login was refused before any mode', () => {
    const trace = '> PASS x\n< 530 Login incorrect.\ncurl: (67) Access denied: 530\n';
    expect(readListingRun('EPSV', curl(trace, failed(67)))).toEqual({
      works: false,
      why: 'curl: (67) Access denied: 530, after 530 Login incorrect.',
    });
  });

  test('where a part of the listing came', () => {
    const trace =
      '> PASV\n< 227 OK (192,0,2,2,156,64).\n< 150 Here it comes.\n< 426 Aborted.\ncurl: (18) partial file\n';
    expect(readListingRun('PASV', curl(trace, { exitCode: 18 }))).toMatchObject({ works: false });
  });

  test('where nothing ended it but us', () => {
    const run = { exitCode: null, stdout: '', stderr: '---> PORT 127,0,0,1,155,71\n', cut: true };
    expect(readListingRun('PORT', run)).toEqual({ works: false, why: 'nothing came in time' });
  });
});

describe('it cannot be told', () => {
  test.each([
    ['PASV', '> EPSV\n< 229 (|||47231|)\n', 'used EPSV in place of PASV'],
    ['PORT', '> EPRT |2|2001:db8::2|53801|\n< 200 OK\n', 'used EPRT in place of PORT'],
  ] as const)('of %s over IPv6, where curl sends its successor', (command, trace, why) => {
    expect(readListingRun(command, curl(trace + transfer))).toEqual({ works: null, why });
    expect(readListingRun(command, curl(trace, failed(28)))).toEqual({ works: null, why });
  });
});
