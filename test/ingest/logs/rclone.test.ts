import { describe, expect, test } from 'vitest';
import { rclone } from '../../../src/ingest/logs/rclone.ts';
import { courseOf, notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const stamp = '2026/11/23 10:02:11';
const log = (...lines: readonly string[]) => `${lines.map(line => `${stamp} ${line}`).join('\n')}\n`;
const debug = (...lines: readonly string[]) => log(...lines.map(line => `DEBUG : ${line}`));
const url = 'ftp://ftp.example.com:21/files';
const dialled = [`${url}: Connecting to FTP server`, `${url}: dial("tcp","192.0.2.2:21")`];
const greeted = [...dialled, `${url}: > dial: conn=*fshttp.timeoutConn, err=<nil>`, 'FTP Rx: "220 hello"'];
const passive = [...greeted, 'FTP Tx: "EPSV"', 'FTP Rx: "229 ok (|||40000|)"', `${url}: dial("tcp","192.0.2.2:40000")`];
const last = (text: string) => toldBy(rclone, text).at(-1)?.at(-1);

test('a listing comes between replies, and is none', () => {
  const text = debug(
    ...passive,
    `${url}: > dial: conn=*fshttp.timeoutConn, err=<nil>`,
    'FTP Tx: "LIST"',
    'FTP Rx: "150 here"',
    'FTP Rx: "drwxr-xr-x    2 ftp      ftp            4096 Feb 14 09:41 pub"',
    'FTP Rx: "120 apples"',
    'FTP Rx: "226 done"',
  );
  expect(toldBy(rclone, text).map(courseOf)).toEqual([
    'EPSV, 229, data-connecting client 192.0.2.2:40000, data-connected client ?, LIST, 150, 226',
  ]);
  expect(recordingsBy(rclone, text)[0]).toMatchObject({ host: 'ftp.example.com', clock: 'seconds' });
});

test('texts are quoted as Go does it, PASS aside', () => {
  const text = debug(...greeted, 'FTP Tx: PASS *****', 'FTP Rx: "550 \\"r\\u00e9sum\\u00e9\\": no"');
  expect(toldBy(rclone, text)[0]?.slice(-2)).toEqual(['> PASS ****', '< 550 "résumé": no']);
});

test('microseconds are read (--log-format date,time,microseconds)', () => {
  const text =
    '2026/11/23 10:02:11.000000 DEBUG : FTP Rx: "220 hello"\n2026/11/23 10:02:11.250000 DEBUG : FTP Tx: "FEAT"\n';
  const [recording] = recordingsBy(rclone, text);
  expect(recording).toMatchObject({ clock: 'exact', startedAt: '2026-11-23T10:02:11.000' });
  expect(recording?.events.at(-1)?.atMs).toBe(250);
});

test('releases that do not show dialling, and lines with a priority in front', () => {
  const text = `<7>DEBUG : ${url}: Connecting to FTP server\n<7>DEBUG : FTP Rx: "220 hello"\n`;
  expect(toldBy(rclone, text)).toEqual([['connecting ?', 'connected ?', '< 220 hello']]);
});

describe('failures', () => {
  test('to connect', () => {
    const refused = `${url}: > dial: conn=<nil>, err=dial tcp 192.0.2.2:21: connect: connection refused`;
    expect(last(debug(...dialled, refused))).toBe('connect-failed 192.0.2.2:21 refused (ECONNREFUSED)');
    const unknown = `${url}: > dial: conn=<nil>, err=dial tcp: lookup ftp.example.com: no such host`;
    expect(last(debug(...dialled, unknown))).toBe('resolve-failed not-found (ENOTFOUND)');
  });

  test('to connect the data connection, in time or at once', () => {
    const refused = `${url}: > dial: conn=<nil>, err=dial tcp 192.0.2.2:40000: connect: connection refused`;
    expect(last(debug(...passive, refused))).toBe('data-failed client 192.0.2.2:40000 refused (ECONNREFUSED)');
    const windows = `${url}: > dial: conn=<nil>, err=dial tcp 192.0.2.2:40000: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.`;
    expect(last(debug(...passive, windows))).toMatch(/^data-failed client 192\.0\.2\.2:40000 timeout/);
    expect(last(debug(...passive) + log(`ERROR : ${url}: Timeout when waiting for List`))).toBe(
      'data-failed client ? timeout (connect)',
    );
  });

  test('of the control connection, though QUIT stands above them', () => {
    const text = debug(...greeted, 'FTP Tx: "LIST"', 'FTP Tx: "QUIT"', 'pacer: low level retry 1/10 (error EOF)');
    expect(toldBy(rclone, text)[0]?.slice(-3)).toEqual(['> LIST', 'control-ended closed (command)', '> QUIT']);
    const silent = debug(
      ...greeted.slice(0, 3),
      'FTP Tx: "QUIT"',
      'pacer: low level retry 1/10 (error read tcp 192.168.0.2:50000->192.0.2.2:21: i/o timeout)',
    );
    expect(toldBy(rclone, silent)).toEqual([
      ['connecting 192.0.2.2:21', 'connected 192.0.2.2:21', 'control-ended timeout (read)'],
    ]);
  });

  test('of TLS: the command that was to go through it was never sent', () => {
    const text =
      debug(...greeted, 'FTP Tx: "AUTH TLS"', 'FTP Rx: "234 go"', 'FTP Tx: "USER bob"') +
      log(
        'Failed to create file system for ":ftp,pass=abc:": NewFs: failed to make FTP connection to "192.0.2.2:21": remote error: tls: handshake failure',
      );
    expect(toldBy(rclone, text)[0]?.slice(-2)).toEqual(['< 234 go', 'tls-failed control tls (handshake failure)']);
  });

  test('that are told of in several lines', () => {
    const text = `${debug(...passive, `${url}: > dial: conn=*tls.Conn, err=<nil>`, 'FTP Tx: "LIST"', 'FTP Rx: "150 here"', 'FTP Rx: "426 broken"')}${log('ERROR : : error listing: 2 errors occurred:')}\t* read tcp 192.168.0.2:50000->192.0.2.2:40000: read: connection reset by peer\n\t* 426 broken\n\n`;
    expect(last(text)).toBe('data-ended reset (ECONNRESET)');
    expect(notUnderstoodBy(rclone, text)).toEqual([]);
  });
});

test('a password in a connection string or URL is masked', () => {
  const text =
    debug(...greeted) +
    log(
      'Failed to lsf with 2 errors: last error was: error in ftp://bob:hunter2@h/ :ftp,user=bob,pass=hunter3,port=21: no',
    );
  expect(JSON.stringify(recordingsBy(rclone, text))).not.toMatch(/hunter/);
});
