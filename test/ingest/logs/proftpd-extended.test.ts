import { describe, expect, test } from 'vitest';
import { readFixture, readText, sessionsOf } from '../support/server-log.ts';

describe('the ExtendedLog of ProFTPD', () => {
  test('has commands with bare codes by default', () => {
    const log = readFixture('proftpd/extended-active-rejected.log');
    expect(sessionsOf(log)).toEqual([
      [
        'connected: 198.51.100.2:0 ?',
        '> USER lab',
        '< 331',
        '> PASS ****',
        '< 230',
        '> PWD',
        '< 257',
        expect.stringMatching(/^> PORT 198,51,100,2,/),
        '< 200',
        '> TYPE A',
        '< 200',
        '> LIST',
        '< 425',
        '> QUIT',
        '< 221',
      ],
    ]);
    expect(log.recordings[0]).toMatchObject({ clock: 'seconds', isCut: { begin: false, end: false } });
    expect(log.recordings[0]?.startedAt).toMatch(/^2026-11-25T23:\d\d:\d\d\.000Z$/);
  });

  test('is one session for each login and its QUIT', () => {
    const sessions = sessionsOf(readFixture('proftpd/extended-healthy.log'));
    expect(sessions.map(session => session.find(line => /^> (?:PASV|EPSV|PORT|EPRT)/.test(line))?.slice(2, 6))).toEqual(
      ['PASV', 'PORT', 'EPSV', 'EPRT'],
    );
    expect(sessions[0]).toContain('210 bytes');
  });

  test('may have the replies themselves, in a format of its own without the user', () => {
    const [first, , last] = sessionsOf(readFixture('proftpd/extended-with-texts.log'));
    expect(first).toContainEqual(expect.stringMatching(/^< 227 Entering Passive Mode \(10,20,0,2,156,\d+\)\.$/));
    expect(first?.slice(0, 3)).toEqual([
      'connected: 198.51.100.2:0 ?',
      '> USER lab',
      '< 331 Password required for lab',
    ]);
    expect(last?.at(-1)).toMatch(/^< 227 Entering Passive Mode \(10,20,0,2,/);
  });

  test('gives the commands of interleaved logins to as many sessions', () => {
    const sessions = sessionsOf(readFixture('proftpd/extended-interleaved.log'));
    expect(sessions).toHaveLength(6);
    for (const session of sessions) expect(session.filter(line => line.startsWith('> QUIT'))).toHaveLength(1);
  });

  test('takes a second USER for a second connection', () => {
    const sessions = sessionsOf(readFixture('proftpd/extended-wrong-password.log'));
    expect(sessions).toEqual(
      Array(2).fill(['connected: 198.51.100.2:0 ?', '> USER lab', '< 331', '> PASS ****', '< 530']),
    );
  });

  test('sees users and requests with spaces and quotes in them', () => {
    const [session] = sessionsOf(
      readText('203.0.113.1 UNKNOWN bob smith [23/Nov/2026:10:02:11 -0500] "RETR a "b" 226 c" 550 -'),
    );
    expect(session?.slice(1)).toEqual(['> RETR a "b" 226 c', '< 550']);
  });

  test('begins TLS where commands follow the 234', () => {
    const line = (command: string, code: number): string =>
      `203.0.113.1 UNKNOWN - [23/Nov/2026:10:02:11 +0000] "${command}" ${code} -`;
    const [session] = sessionsOf(readText([line('AUTH TLS', 234), line('USER bob', 331)].join('\n')));
    expect(session?.slice(1)).toEqual(['> AUTH TLS', '< 234', 'TLS on control', '> USER bob', '< 331']);
  });
});
