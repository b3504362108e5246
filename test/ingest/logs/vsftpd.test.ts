import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

const at = 'Wed Nov 25 23:07:18 2026';

describe('the log of vsftpd', () => {
  test('is one session though three processes wrote it', () => {
    const log = readFixture('vsftpd/client-nat.log');
    const sessions = sessionsOf(log);
    expect(sessions).toHaveLength(2);
    expect(sessions[1]).toEqual([
      'connected: 203.0.113.1:0 ?',
      '< 220 (vsFTPd 3.0.3)',
      '> USER lab',
      '< 331 Please specify the password.',
      '> PASS ****',
      'login of lab',
      '< 230 Login successful.',
      '> PWD',
      '< 257 "/srv/ftp/lab" is the current directory',
      expect.stringMatching(/^> PORT 192,168,10,2,/),
      '< 500 Illegal PORT command.',
      '> QUIT',
      '< 221 Goodbye.',
    ]);
    expect(log.recordings[1]).toMatchObject({
      seenBy: 'server',
      clock: 'seconds',
      isCut: { begin: false, end: false },
    });
  });

  test('keeps sessions of one client and user apart that were logged in at the same time', () => {
    const sessions = sessionsOf(readFixture('vsftpd/interleaved.log'));
    expect(sessions).toHaveLength(6);
    for (const session of sessions) {
      const modes = session.filter(line => /^> (?:PASV|PORT)/.test(line));
      const answers = session.filter(line => /^< (?:227|200 PORT)/.test(line));
      expect([modes.length, answers.length]).toEqual([1, 1]);
      expect(modes[0]?.startsWith('> PASV')).toBe(answers[0]?.startsWith('< 227'));
      expect(session.at(-1)).toBe('< 221 Goodbye.');
    }
    expect(sessions.filter(session => session.includes('> PASV'))).toHaveLength(4);
  });

  test('joins replies that are logged in pieces, and takes the end of line off that is shown as ??', () => {
    const [session = []] = sessionsOf(readFixture('vsftpd/all-commands.log'));
    expect(session).toContain('< 211 Features: /  EPRT /  EPSV /  MDTM /  PASV /  REST STREAM /  SIZE /  TVFS / End');
    const status = session.find(line => line.startsWith('< 211 FTP server status'));
    expect(status).toContain('/      Connected to 198.51.100.2 /      Logged in as lab /');
    expect(status).toMatch(/Session timeout in seconds is 300 .* \/ End of status$/);
  });

  test('tells the control connection and the data connection by their TLS sessions', () => {
    const [session] = sessionsOf(readFixture('vsftpd/tls-session-reuse.log'));
    expect(besidesDialogue(session)).toEqual([
      'connected: 198.51.100.2:0 ?',
      'TLS on control TLSv1.3',
      'login of lab',
      'TLS on data TLSv1.3 not-reused',
      'TLS on data failed: No SSL session reuse on data channel.',
    ]);
    expect(session?.at(-1)).toBe('< 522 SSL connection failed: session reuse required');
  });

  test('without debug_ssl, takes TLS for begun where commands follow the 234', () => {
    const [session] = sessionsOf(
      readText(
        [
          `${at} [pid 11] CONNECT: Client "198.51.100.2"`,
          `${at} [pid 11] FTP command: Client "198.51.100.2", "AUTH TLS"`,
          `${at} [pid 11] FTP response: Client "198.51.100.2", "234 Proceed with negotiation."`,
          `${at} [pid 11] FTP command: Client "198.51.100.2", "USER lab"`,
        ].join('\n'),
      ),
    );
    expect(session?.slice(2)).toEqual(['< 234 Proceed with negotiation.', 'TLS on control', '> USER lab']);
  });

  test('tells of a data connection where a file was moved', () => {
    const [session] = sessionsOf(readFixture('vsftpd/download.log'));
    expect(session?.slice(-7)).toEqual([
      expect.stringMatching(/^< 150 /),
      'data by client: ? ?',
      '7 bytes',
      'data ended',
      '< 226 Transfer complete.',
      '> QUIT',
      '< 221 Goodbye.',
    ]);
  });

  test('knows that nobody came to the passive port when it gave up waiting', () => {
    const log = readFixture('vsftpd/passive-timeout.log');
    expect(sessionsOf(log)[0]?.slice(-3)).toEqual([
      '> LIST',
      'data by client failed: no-arrival, ? ?',
      '< 425 Failed to establish connection.',
    ]);
    expect(log.recordings[0]?.events.at(-1)?.atMs).toBe(4000);
  });

  test('does not say so of a connection that it could not make itself', () => {
    const [session = []] = sessionsOf(readFixture('vsftpd/active-dropped.log'));
    expect(session).toContain('< 425 Failed to establish connection.');
    expect(session.filter(line => line.startsWith('data'))).toEqual([]);
  });

  test('has a refused login both as its own word and as the reply', () => {
    const [session] = sessionsOf(readFixture('vsftpd/wrong-password.log'));
    expect(session?.slice(-3)).toEqual(['> PASS ****', 'login of lab: rejected 530', '< 530 Login incorrect.']);
  });

  test('is read from syslog, where what precedes the login is missing', () => {
    const log = readFixture('vsftpd/syslog.log');
    expect(log.recordings).toHaveLength(2);
    expect(sessionsOf(log)[0]?.slice(0, 3)).toEqual(['connected: 198.51.100.2:0 ?', 'login of lab', '> PWD']);
    expect(log.recordings[0]?.isCut.begin).toBe(true);
  });

  test('without log_ftp_protocol, tells of logins and transfers', () => {
    const log = readText(
      [
        `${at} [pid 11] CONNECT: Client "::ffff:198.51.100.2"`,
        `${at} [pid 10] [lab] OK LOGIN: Client "::ffff:198.51.100.2"`,
        `${at} [pid 12] [lab] OK UPLOAD: Client "::ffff:198.51.100.2", "/a "file"", 12 bytes, 4.65Kbyte/sec`,
        `${at} [pid 21] CONNECT: Client "198.51.100.3", "Connection refused: too many sessions."`,
      ].join('\n'),
    );
    expect(sessionsOf(log)).toEqual([
      ['connected: 198.51.100.2:0 ?', 'login of lab', '12 bytes', 'data ended'],
      ['connected: 198.51.100.3:0 ?', 'ended: closed'],
    ]);
  });

  test('leaves out what an anonymous user gave for a password', () => {
    const lines = ['OK LOGIN', 'FAIL LOGIN'].map(
      word => `${at} [pid 10] [ftp] ${word}: Client "198.51.100.2", anon password "me@example.com"`,
    );
    expect(sessionsOf(readText(lines.join('\n')))).toEqual([
      ['connected: 198.51.100.2:0 ?', 'login of ftp', 'login of ftp: rejected 530'],
    ]);
  });

  test('takes a process id that comes round again for a new session', () => {
    const connect = `${at} [pid 11] CONNECT: Client "198.51.100.2"`;
    const user = `${at} [pid 11] FTP command: Client "198.51.100.2", "USER lab"`;
    expect(sessionsOf(readText([connect, user, connect, user].join('\n')))).toHaveLength(2);
  });
});
