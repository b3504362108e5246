import { describe, expect, test } from 'vitest';
import { fluentFtp } from '../../../src/ingest/logs/fluent-ftp.ts';
import { courseOf, notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const greeted =
  '# Connect(False)\nStatus:   FluentFTP 53.0.2.0(.NET 8.0) FtpClient\nStatus:   Connecting(sync) FtpClient.FtpSocketStream(control) IP #1 = 192.0.2.2:21\nStatus:   Waiting for a response\nResponse: 220 hello [12ms]\n';
const passive = `${greeted}\n# OpenPassiveDataStream(PASV, "MLSD /", 0)\nCommand:  PASV\nStatus:   Waiting for response to: PASV\nResponse: 227 Entering Passive Mode (10,0,0,2,156,64). [55ms]\n`;
const last = (log: string) => toldBy(fluentFtp, log).at(-1)?.at(-1);

describe('its console output', () => {
  test('a listing', () => {
    const log = `${passive}Status:   Connecting(sync) FtpClient.FtpSocketStream(data) IP #1 = 192.0.2.2:40000\nCommand:  MLSD /\nResponse: 150 here [3ms]\nResponse: 226 done [2,326s]\n`;
    expect(toldBy(fluentFtp, log).map(courseOf)).toEqual([
      'PASV, 227, data-connecting client 192.0.2.2:40000, data-connected client ?, MLSD, 150, 226',
    ]);
    expect(notUnderstoodBy(fluentFtp, log)).toEqual([]);
    expect(recordingsBy(fluentFtp, log)[0]?.host).toBe('192.0.2.2');
  });

  test('the time that an answer took is none of its text', () => {
    expect(toldBy(fluentFtp, greeted)[0]?.at(-1)).toBe('< 220 hello');
    expect(last('Response: 220 hello [<1ms]\n')).toBe('< 220 hello');
    expect(last('Response: 220 hello [192.0.2.2]\n')).toBe('< 220 hello [192.0.2.2]');
  });

  test('addresses that it hides are not known', () => {
    expect(toldBy(fluentFtp, 'Status:   Connecting to IP #1= ***:21\nResponse: 220 a\n')).toEqual([
      ['connecting ?', 'connected ?', '< 220 a'],
    ]);
  });

  test('a non-routable address that it replaces is noted', () => {
    expect(
      last(`${passive}Status:   PASV advertised a non-routable IPAD. Using original connect dnsname/IPAD\n`),
    ).toMatch(/^said passive-address-replaced: PASV advertised/);
  });
});

describe('replies of several lines', () => {
  const inOrder = 'Response: 211-Features:\nResponse: EPSV\nResponse: PASV\nResponse: 211 End [2ms]\n';
  const lastFirst = 'Response: 211 End\nResponse: 211-Features:\nResponse: EPSV\nResponse: PASV\n';

  test.each([
    ['in their order', inOrder],
    ['with the last line first, as in 2017', lastFirst],
  ])('%s', (_, lines) => {
    expect(toldBy(fluentFtp, `${greeted}Command:  FEAT\n${lines}Command:  PWD\n`)[0]?.slice(3)).toEqual([
      '> FEAT',
      '< 211 Features: | EPSV | PASV | End',
      '> PWD',
    ]);
  });

  test('two replies one after the other stay two', () => {
    expect(
      toldBy(fluentFtp, `${greeted}Command:  LIST\nResponse: 150 here\nResponse: 226 done\n`)[0]?.slice(-2),
    ).toEqual(['< 150 here', '< 226 done']);
  });
});

describe('loggers', () => {
  test('Serilog’s lines have a time, and no kind for its own words', () => {
    const log = `2026-11-23 10:02:11.684 +05:30 [INF] Connecting to IP #1= 192.0.2.2:21\n2026-11-23 10:02:11.784 +05:30 [INF] Response: 220 hello [738947.771d]\n2026-11-23 10:02:11.800 +05:30 [INF] Command:  USER ***\n`;
    const [recording] = recordingsBy(fluentFtp, log);
    expect(toldBy(fluentFtp, log)).toEqual([
      ['connecting 192.0.2.2:21', 'connected 192.0.2.2:21', '< 220 hello', '> USER ***'],
    ]);
    expect(recording).toMatchObject({ clock: 'exact', startedAt: '2026-11-23T04:32:11.684Z' });
    expect(recording?.events.map(({ atMs }) => atMs)).toEqual([0, 100, 100, 116]);
  });

  test('Microsoft’s console logger puts each message below a heading; beside LogToConsole it comes twice', () => {
    const log =
      'info: App.FtpClient[0]\n      Response: 220 hello\nResponse: 220 hello\ninfo: App.FtpClient[0]\n      Command:  PWD\nCommand:  PWD\n';
    expect(toldBy(fluentFtp, log)).toEqual([['connecting ?', 'connected ?', '< 220 hello', '> PWD']]);
  });
});

describe('TLS', () => {
  const accepted = `${greeted}Command:  AUTH TLS\nResponse: 234 go\n`;

  test('on either connection', () => {
    const log = `${accepted}Status:   FTPS authentication successful, lib = .NET SslStream, cipher suite = x [0ms]\nCommand:  PASV\nResponse: 227 ok (192,0,2,2,156,64)\nCommand:  LIST\nResponse: 150 here\nStatus:   FTPS authentication successful, lib = .NET SslStream, cipher suite = x\n`;
    expect(toldBy(fluentFtp, log)[0]?.filter(line => line.startsWith('tls'))).toEqual([
      'tls-started control ?',
      'tls-started data ?',
    ]);
  });

  test('that fails', () => {
    const log = `${accepted}Error:    FTPS Authentication failed, lib = .NET SslStream\nError:    The remote certificate is invalid according to the validation procedure.\n`;
    expect(toldBy(fluentFtp, log)[0]?.slice(-2)).toEqual([
      expect.stringMatching(/^tls-failed control /),
      expect.stringMatching(/^said certificate-rejected: The remote certificate is invalid/),
    ]);
  });
});

describe('exceptions', () => {
  const connecting = `${passive}Status:   Connecting(sync) FtpClient.FtpSocketStream(data) IP #1 = 10.0.0.2:40000\n`;

  test('of the data connection', () => {
    expect(last(`${connecting}System.TimeoutException: Timed out trying to connect!\n`)).toBe(
      'data-failed client ? timeout (connect)',
    );
    expect(
      last(
        `${connecting}System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it.\n`,
      ),
    ).toBe('data-failed client ? refused (ECONNREFUSED)');
    expect(
      last(
        `${greeted}Command:  PORT 1,2,3,4,5,6\nResponse: 200 ok\nCommand:  LIST\nResponse: 150 here\nSystem.TimeoutException: Timed out waiting for the server to connect to the active data socket.\n`,
      ),
    ).toBe('data-failed server ? no-arrival (accept)');
  });

  test('of the control connection', () => {
    expect(last('Status:   Connecting to 192.0.2.2:21\nSystem.TimeoutException: Timed out trying to connect!\n')).toBe(
      'control-ended timeout (read)',
    );
    expect(
      last(`${greeted}Command:  PWD\nSystem.TimeoutException: Timed out trying to read data from the socket stream!\n`),
    ).toBe('control-ended timeout (command)');
    expect(
      last(
        `${greeted}Command:  USER x\nResponse: 530 no\nFluentFTP.Exceptions.FtpCommandException: Code: 530 Message: no\n`,
      ),
    ).toMatch(/^said transfer-failed: /);
  });
});
