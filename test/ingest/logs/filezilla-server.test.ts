import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

describe('the log of FileZilla Server 1.x', () => {
  test('keeps its sessions apart, and ends them when the server says so', () => {
    const log = readFixture('filezilla-server/file.log');
    expect(log.linesNotUnderstood).toBe(0);
    const [anna, bob] = sessionsOf(log);
    expect(anna).toEqual([
      'connected: 198.51.100.2:0 ?',
      '< 220 FileZilla Server 1.9.4 / Please visit https://filezilla-project.org/',
      '> USER anna',
      '< 331 Please, specify the password.',
      '> PASS ****',
      '< 530 Login incorrect.',
      '> QUIT',
      '< 221 Goodbye.',
    ]);
    expect(bob?.slice(-6)).toEqual([
      '< 227 Entering Passive Mode (10,20,0,2,195,80)',
      '> LIST',
      '< 150 About to start data transfer.',
      'data by client failed: no-arrival, ? ?',
      '< 425 Unable to build data connection: ETIMEDOUT - Connection attempt timed out.',
      'ended: reset ECONNABORTED',
    ]);
    expect(log.recordings[0]).toMatchObject({ clock: 'exact', startedAt: '2026-11-23T10:02:11.140Z' });
  });

  test('tells of TLS on both connections', () => {
    const [resumption, handshake] = sessionsOf(readFixture('filezilla-server/tls.log'));
    expect(besidesDialogue(resumption).slice(1)).toEqual([
      'TLS on control TLSv1.3',
      'TLS on data failed: TLS session of data connection not resumed.',
      'ended: reset ECONNABORTED',
    ]);
    expect(besidesDialogue(handshake)[1]).toBe(
      'TLS on control failed: GnuTLS error -8: A packet with illegal or unsupported version was received.',
    );
  });

  test('takes an error from reading a record for one after the handshake', () => {
    const [session] = sessionsOf(
      readText(
        [
          '2026-11-23T02:18:53.318Z << [FTP Session 3 203.0.113.1] 220 Welcome',
          '2026-11-23T02:18:53.490Z >> [FTP Session 3 203.0.113.1] AUTH TLS',
          '2026-11-23T02:18:53.490Z << [FTP Session 3 203.0.113.1] 234 Using authentication type TLS.',
          '2026-11-23T02:18:53.974Z !! [FTP Session 3 203.0.113.1] GnuTLS error -110 in gnutls_record_recv: The TLS connection was non-properly terminated.',
        ].join('\n'),
      ),
    );
    expect(session?.at(-1)).toBe('TLS on control');
  });

  test('is read as its window shows it, with the date of the country', () => {
    const log = readFixture('filezilla-server/window.log');
    expect(log.recordings).toHaveLength(1);
    expect(log.recordings[0]).toMatchObject({ clock: 'seconds', startedAt: '2026-11-23T10:02:11' });
    expect(sessionsOf(log)[0]).toContain('> PORT 192,168,10,2,211,175');
    expect(log.recordings[0]?.events.at(-1)?.atMs).toBe(22_000);
  });

  test('is read without the columns for time and session', () => {
    const log = readFixture('filezilla-server/window-bare.log');
    expect(log.format.id).toBe('filezilla-server');
    expect(sessionsOf(log)[0]?.slice(-3)).toEqual([
      '> PORT 127,0,0,1,80,80',
      '< 200 PORT command successful.',
      'ended: reset ECONNABORTED',
    ]);
    expect(log.recordings[0]?.clock).toBe('none');
  });

  test('counts from 1 again after a restart', () => {
    const greeting = '2026-11-23T02:18:53.318Z << [FTP Session 1 203.0.113.1] 220 Welcome';
    const user = '2026-11-23T02:18:53.490Z >> [FTP Session 1 203.0.113.1] USER bob';
    expect(sessionsOf(readText([greeting, user, greeting, user].join('\n')))).toHaveLength(2);
  });
});

describe('the log of FileZilla Server 0.9', () => {
  test('tells commands from replies and from its own words', () => {
    const log = readFixture('filezilla-server-09/window.log');
    expect(log.format.id).toBe('filezilla-server-09');
    const [banned, bob] = sessionsOf(log);
    expect(banned?.slice(1)).toEqual(['< 421 Temporarily banned for too many failed login attempts', 'ended: closed']);
    expect(bob?.slice(2, 6)).toEqual([
      '> AUTH TLS',
      '< 234 Using authentication type TLS',
      'TLS on control',
      '> USER bob',
    ]);
    expect(bob).toContain('< 211 Features: /  MDTM /  EPSV / End');
    expect(bob?.slice(-3)).toEqual([
      '< 450 TLS session of data connection has not resumed or the session does not match the control connection',
      '> QUIT',
      '< 221 Goodbye',
    ]);
    expect(log.recordings[1]?.startedAt).toBe('2026-11-23T14:02:11');
  });

  test('goes on past midnight, and names no day that can be read in two ways', () => {
    const log = readFixture('filezilla-server-09/file.log');
    expect(log.recordings[0]).toMatchObject({ clock: 'seconds', startedAt: null });
    expect(log.recordings[0]?.events.at(-1)?.atMs).toBe(3000);
    expect(sessionsOf(log)[0]?.slice(-3)).toEqual([
      '> PORT 192,168,10,2,211,175',
      '< 421 Rejected command, requested IP address does not match control connection IP.',
      'ended: closed',
    ]);
  });
});
