import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

describe('the log of pyftpdlib', () => {
  test('at level DEBUG has commands and replies, and the client with its port', () => {
    const log = readFixture('pyftpdlib/debug-client-nat.log');
    expect(log.recordings).toHaveLength(2);
    expect(log.linesNotUnderstood).toBe(0);
    expect(sessionsOf(log)[1]).toEqual([
      expect.stringMatching(/^connected: 203\.0\.113\.1:\d{5} \?$/),
      '< 220 pyftpdlib 1.5.7 ready.',
      '> USER lab',
      '< 331 Username ok, send password.',
      '> PASS ****',
      '< 230 Login successful.',
      'login of lab',
      '> PWD',
      '< 257 "/" is the current directory.',
      expect.stringMatching(/^> PORT 192,168,10,2,/),
      expect.stringMatching(/^< 501 Rejected data connection to foreign address 192\.168\.10\.2:\d+\.$/),
      '> QUIT',
      '< 221 Goodbye.',
    ]);
  });

  test('at level INFO tells of a refused PORT by the address that it names', () => {
    const session = sessionsOf(readFixture('pyftpdlib/info-client-nat.log'))[1];
    expect(session?.slice(1, 4)).toEqual([
      'login of lab',
      expect.stringMatching(/^> PORT 192,168,10,2,\d+,\d+$/),
      expect.stringMatching(/^< 501 Rejected data connection to foreign address 192\.168\.10\.2:\d+\.$/),
    ]);
    const [, high, low] = /2,(\d+),(\d+)$/.exec(session?.[2] ?? '') ?? [];
    const port = /:(\d+)\.$/.exec(session?.[3] ?? '')?.[1];
    expect(Number(high) * 256 + Number(low)).toBe(Number(port));
  });

  test('at level INFO tells of logins and files', () => {
    const [refused] = sessionsOf(readFixture('pyftpdlib/info-wrong-password.log'));
    expect(refused?.slice(1)).toEqual(["login of lab: rejected 530 USER 'lab' failed login."]);
    const [moved] = sessionsOf(readFixture('pyftpdlib/info-download.log'));
    expect(moved?.slice(1)).toEqual(['login of lab', '7 bytes', 'data ended']);
  });

  test('knows that nobody came to the passive port, and takes no answer to PASV for it', () => {
    const [session] = sessionsOf(readFixture('pyftpdlib/bare-passive-timeout.log'));
    expect(session?.slice(-5)).toEqual([
      '> PASV',
      expect.stringMatching(/^< 227 /),
      'data by client failed: no-arrival, ? ?',
      'noise of server: 421 Passive data channel timed out.',
      'ended: closed',
    ]);
  });

  test('says that the client left where it left without QUIT', () => {
    const [session] = sessionsOf(readFixture('pyftpdlib/debug-passive-dropped.log'));
    expect(session?.slice(-3)).toEqual(['> PASV', expect.stringMatching(/^< 227 /), 'ended: closed']);
  });

  test('gives lines that are written after the end to the session that they are of', () => {
    const log = readFixture('pyftpdlib/debug-stragglers.log');
    expect(log.recordings).toHaveLength(2);
    expect(sessionsOf(log)[1]).toContain('< 500 Command "GET" not understood.');
  });

  test('begins anew when a port is used again', () => {
    const opened = '[I 2026-11-25 23:16:58] 203.0.113.1:52024-[] FTP session opened (connect)';
    const user = '[D 2026-11-25 23:16:58] 203.0.113.1:52024-[] <- USER lab';
    expect(sessionsOf(readText([opened, user, opened, user].join('\n')))).toHaveLength(2);
  });

  test('names who came to a port that was meant for another, and reads IPv6', () => {
    const [session] = sessionsOf(
      readText(
        [
          '[I 2026-11-25 23:16:58] 2001:db8::1:52024-[] FTP session opened (connect)',
          '[W 2026-11-25 23:16:58] 2001:db8::1:52024-[lab] Rejected data connection from foreign address 2001:db8::9:4711.',
          '[W 2026-11-25 23:16:58] 2001:db8::1:52024-[lab] Rejected data connection to foreign address 2001:db8::8:4712.',
        ].join('\n'),
      ),
    );
    expect(session?.[0]).toBe('connected: 2001:db8::1:52024 ?');
    expect(besidesDialogue(session)[1]).toMatch(/^data by client failed: rejected 425 .*, 2001:db8::9:4711 \?$/);
    expect(session).toContain('> EPRT |2|2001:db8::8|4712|');
  });

  test('tells commands on files with what became of them', () => {
    const [session] = sessionsOf(
      readText(
        [
          '[I 2026-11-25 23:16:58] 203.0.113.1:52024-[lab] FTP session opened (connect)',
          "[I 2026-11-25 23:16:58] 203.0.113.1:52024-[lab] CWD /srv/ftp/lost 550 'No such file or directory.'",
        ].join('\n'),
      ),
    );
    expect(session?.slice(1)).toEqual(['> CWD /srv/ftp/lost', '< 550 No such file or directory.']);
  });
});
