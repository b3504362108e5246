import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

const at = 'Nov 25 23:17:46 ftp01';

describe('the log of Pure-FTPd', () => {
  test('with replies is a whole dialogue', () => {
    const log = readFixture('pure-ftpd/client-nat.log');
    expect(log.recordings).toHaveLength(2);
    expect(sessionsOf(log)[1]).toEqual([
      'connected: 203.0.113.1:0 ?',
      expect.stringMatching(/^< 220 -{9} Welcome to Pure-FTPd .* \/ You will be disconnected after 15 minutes/),
      '> USER lab',
      '< 331 User lab OK. Password required',
      '> PASS ****',
      'login of lab',
      '< 230 OK. Current directory is /srv/ftp/lab',
      '> PWD',
      '< 257 "/srv/ftp/lab" is your current location',
      expect.stringMatching(/^> PORT 192,168,10,2,/),
      "< 500 I won't open a connection to 192.168.10.2 (only to 203.0.113.1)",
      '> QUIT',
      '< 221 Goodbye. You uploaded 0 and downloaded 0 kbytes. / Logout.',
    ]);
  });

  test('keeps sessions of one client and user apart by what is due in each', () => {
    const sessions = sessionsOf(readFixture('pure-ftpd/interleaved.log'));
    expect(sessions).toHaveLength(6);
    for (const session of sessions) {
      expect(session.filter(line => line.startsWith('> '))).toHaveLength(session.includes('> PWD') ? 7 : 6);
      expect(session.filter(line => line.startsWith('< 226'))).toHaveLength(1);
      expect(session.at(-1)).toBe('< 221 Goodbye. You uploaded 0 and downloaded 0 kbytes. / Logout.');
    }
  });

  test('without replies has the commands alone, and logins in words', () => {
    const sessions = sessionsOf(readFixture('pure-ftpd/commands-alone-wrong-password.log'));
    expect(sessions).toEqual(
      Array(2).fill([
        'connected: 198.51.100.2:0 ?',
        '> USER lab',
        '> PASS ****',
        'login of lab: rejected 530 Authentication failed for user [lab]',
      ]),
    );
  });

  test('does not take the end of a session for the answer to a command whose reply is not logged', () => {
    const [session] = sessionsOf(
      readText(
        [
          `${at} pure-ftpd: (?@198.51.100.2) [INFO] New connection from 198.51.100.2`,
          `${at} pure-ftpd: (lab@198.51.100.2) [DEBUG] Command [pasv] []`,
          `${at} pure-ftpd: (lab@198.51.100.2) [INFO] Logout.`,
        ].join('\n'),
      ),
    );
    expect(session?.at(-1)).toBe('> PASV');
  });

  test('tells of the TLS sessions of both connections, and of files', () => {
    const [encrypted] = sessionsOf(readFixture('pure-ftpd/commands-alone-tls.log'));
    expect(besidesDialogue(encrypted).slice(1)).toEqual([
      'TLS on control TLSv1.3',
      'login of lab',
      'TLS on data TLSv1.3',
    ]);
    const [moved] = sessionsOf(readFixture('pure-ftpd/commands-alone-download.log'));
    expect(besidesDialogue(moved).slice(2)).toEqual(['data by client: ? ?', '7 bytes', 'data ended']);
  });

  test('tells of a handshake that failed', () => {
    const [session] = sessionsOf(readFixture('pure-ftpd/tls-handshakes.log'));
    expect(session?.slice(-2)).toEqual([
      '< 234 AUTH TLS OK.',
      expect.stringMatching(/^TLS on control failed: Sorry, cleartext sessions and weak ciphers/),
    ]);
  });

  test('joins a reply that is one message of several lines', () => {
    const [, session] = sessionsOf(readFixture('pure-ftpd/feat-and-http.log'));
    expect(session?.find(line => line.startsWith('< 211'))).toMatch(/ \/ {2}EPSV \/ {2}ESTP \/ End\.$/);
    expect(session?.at(-1)).toBe('noise of client: HTTP command: [get]');
    const [escaped] = sessionsOf(
      readText(
        [
          `${at} pure-ftpd: (?@198.51.100.2) [INFO] New connection from 198.51.100.2`,
          `${at} pure-ftpd: (?@198.51.100.2) [DEBUG] Command [feat] []`,
          `${at} pure-ftpd: (?@198.51.100.2) [DEBUG] 211-Extensions supported:#012 EPSV#012 MLSD`,
          `${at} pure-ftpd: (?@198.51.100.2) [DEBUG] 211 End.`,
        ].join('\n'),
      ),
    );
    expect(escaped?.at(-1)).toBe('< 211 Extensions supported: /  EPSV /  MLSD / End.');
  });

  test('takes no address from the farewell that bears the code of an earlier reply', () => {
    const [session] = sessionsOf(readFixture('pure-ftpd/feat-and-http.log'));
    expect(session?.slice(-3)).toEqual(['> PASV', expect.stringMatching(/^< 227 Entering Passive/), 'ended: closed']);
  });

  test('goes by the process where syslog has it', () => {
    const line = (process: number, text: string): string =>
      `${at} pure-ftpd[${process}]: (lab@198.51.100.2) [DEBUG] ${text}`;
    const sessions = sessionsOf(
      readText(
        [
          line(7, 'Command [pasv] []'),
          line(8, 'Command [port] [198,51,100,2,4,5]'),
          line(7, '227 Entering Passive Mode (192,0,2,2,156,94)'),
          line(8, '200 PORT command successful'),
        ].join('\n'),
      ),
    );
    expect(sessions.map(session => session.slice(1))).toEqual([
      ['> PASV', '< 227 Entering Passive Mode (192,0,2,2,156,94)'],
      ['> PORT 198,51,100,2,4,5', '< 200 PORT command successful'],
    ]);
  });
});
