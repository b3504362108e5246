import { describe, expect, test } from 'vitest';
import { ftpDebug } from '../../../src/ingest/logs/ftp-debug.ts';
import { courseOf, notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const greeted = 'Connected to ftp.example.com.\n220 (vsFTPd 3.0.3)\n';
const passive = `${greeted}---> PASV\n227 Entering Passive Mode (192,0,2,2,156,64).\n`;
const last = (log: string) => toldBy(ftpDebug, log).at(-1)?.at(-1);

describe('inetutils and BSD, with -d', () => {
  const listed = `${passive}---> LIST\n150 Here comes the directory listing.\ndrwxr-xr-x    2 ftp      ftp            4096 Feb 14 09:41 pub\n226 Directory send OK.\n---> QUIT\n221 Goodbye.\n`;

  test('a listing is read, and its lines are no replies', () => {
    expect(toldBy(ftpDebug, listed).map(courseOf)).toEqual(['PASV, 227, data-connected client ?, LIST, 150, 226']);
    expect(notUnderstoodBy(ftpDebug, listed)).toEqual([]);
    expect(recordingsBy(ftpDebug, listed)[0]).toMatchObject({
      host: 'ftp.example.com',
      isCut: { begin: false, end: false },
    });
  });

  test('an error after the 227 is of the data connection', () => {
    expect(last(`${passive}ftp: connect: Connection refused\n`)).toBe('data-failed client ? refused (ECONNREFUSED)');
    expect(last(`${passive}ftp: connect: No route to host\n`)).toBe('data-failed client ? unreachable (EHOSTUNREACH)');
  });

  test('an error before anything was said is of the control connection', () => {
    expect(
      toldBy(ftpDebug, 'ftp: connect to address 192.0.2.2: Connection refused\nftp: no response from host\n'),
    ).toEqual([['connect-failed ? refused (ECONNREFUSED)']]);
    expect(last('ftp: no.such.invalid: Name or service not known\n')).toBe('resolve-failed not-found (ENOTFOUND)');
  });

  test('421 in the client’s own words is no reply', () => {
    const log = `${passive}---> LIST\n421 Service not available, remote server has closed connection\n`;
    expect(last(log)).toBe('control-ended closed (command)');
    expect(last(`${greeted}421 Service not available, closing control connection.\n`)).toBe(
      '< 421 Service not available, closing control connection.',
    );
  });

  test('an address in the 227 that is not the server’s is refused', () => {
    expect(last(`${passive}Passive mode address mismatch.\n`)).toBe(
      'said passive-address-unroutable: Passive mode address mismatch.',
    );
  });

  test('a reply behind a listing that broke off is found', () => {
    const log = `${passive}---> LIST\n150 here\n-rw-r--r--    1 ftp      ft426 Failure writing network stream.\n`;
    expect(last(log)).toBe('< 426 Failure writing network stream.');
  });
});

describe('tnftp and macOS', () => {
  test('a reply that is printed twice counts once', () => {
    const log = `${greeted}---> EPSV\n229 ok (|||40000|)\n229 ok (|||40000|)\n---> LIST\n150 here\n`;
    expect(toldBy(ftpDebug, log).map(courseOf)).toEqual(['EPSV, 229, data-connected client ?, LIST, 150']);
  });

  test('where it could not connect to is read', () => {
    const log = `${greeted}---> EPSV\n229 ok (|||40000|)\nftp: Can't connect to \`192.0.2.2:40000': Connection refused\n`;
    expect(last(log)).toBe('data-failed client 192.0.2.2:40000 refused (ECONNREFUSED)');
    expect(
      last("ftp: Can't connect to `192.0.2.2:21': Operation timed out\nftp: Can't connect to `192.0.2.2:21'\n"),
    ).toBe('connect-failed 192.0.2.2:21 timeout (ETIMEDOUT)');
  });

  test('a transfer that is cut is no failed connection', () => {
    const log = `${passive}---> LIST\n150 here\ntnftp: Reading from network: Connection reset by peer\n426 broken\n`;
    expect(courseOf(toldBy(ftpDebug, log)[0] ?? [])).toContain('150, data-ended reset (ECONNRESET), 426');
  });
});

describe('Windows', () => {
  test('prompts and what was typed behind them are left out', () => {
    const log = `${greeted}User (ftp.example.com:(none)): bob\n---> USER bob\n331 password\nPassword:\n---> PASS hunter2\n230 in\nftp> ls\n---> PORT 192,168,0,2,4,1\n500 Illegal PORT command.\nftp> quote user bob hunter3\n`;
    expect(toldBy(ftpDebug, log)[0]?.slice(-2)).toEqual(['> PORT 192,168,0,2,4,1', '< 500 Illegal PORT command.']);
    expect(JSON.stringify(recordingsBy(ftpDebug, log))).not.toMatch(/hunter/);
  });

  test('its own way of wording an error is read', () => {
    expect(last('> ftp: connect :Connection timed out\n')).toBe('connect-failed ? timeout (ETIMEDOUT)');
    expect(last(`${greeted}Connection closed by remote host.\n`)).toBe('control-ended closed (read)');
  });

  test('without -d, replies tell the commands, and the prompt tells the transfer', () => {
    const log = `${greeted}331 Please specify the password.\n230 Login successful.\nftp> get a.txt\n200 PORT command successful. Consider using PASV.\n425 Failed to establish connection.\n`;
    expect(toldBy(ftpDebug, log)[0]?.slice(-4)).toEqual([
      '> PORT',
      '< 200 PORT command successful. Consider using PASV.',
      '> RETR',
      '< 425 Failed to establish connection.',
    ]);
  });
});

test('each connection is a session of its own', () => {
  expect(toldBy(ftpDebug, `${greeted}---> QUIT\n221 bye\n${greeted}`)).toHaveLength(2);
});
