import { describe, expect, test } from 'vitest';
import { basicFtp } from '../../../src/ingest/logs/basic-ftp.ts';
import { courseOf, notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const greeted = 'Connected to 192.0.2.2:21 (No encryption)\n< 220 (vsFTPd 3.0.3)\n\n';
const searching = `${greeted}Trying to find optimal transfer strategy...\n`;
const last = (log: string) => toldBy(basicFtp, log).at(-1)?.at(-1);

describe('the dialogue', () => {
  test('what arrives at once is read on without a sign, and a listing is not', () => {
    const log = `${searching}> EPSV\n< 229 ok (|||40000|)\n\nOptimal transfer strategy found.\n> LIST -a\n< 150 here\n226 done\n\nDownloading from 192.0.2.2:40000 (No encryption)\n-rw-r--r--    1 ftp      ftp           1076 Jan 03 09:41 250 things\n\n> QUIT\n`;
    expect(toldBy(basicFtp, log).map(courseOf)).toEqual(['EPSV, 229, data-connected client ?, LIST, 150, 226']);
    expect(notUnderstoodBy(basicFtp, log)).toEqual([]);
    expect(recordingsBy(basicFtp, log)[0]).toMatchObject({ host: '192.0.2.2', isCut: { begin: false, end: false } });
  });

  test('a reply of several lines', () => {
    expect(last(`${greeted}> FEAT\n< 211-Features:\n EPSV\n PASV\n211 End\n\n`)).toBe(
      '< 211 Features: |  EPSV |  PASV | End',
    );
  });

  test('each connection is a session of its own', () => {
    expect(toldBy(basicFtp, `${greeted}> QUIT\n${greeted}> QUIT\n`)).toHaveLength(2);
  });
});

describe('TLS', () => {
  test('the protocol is told for both connections', () => {
    const log = `${greeted}> AUTH TLS\n< 234 go\n\nControl socket is using: TLSv1.3\nLogin security: TLSv1.3\n> EPSV\n< 229 ok (|||40000|)\n\n> LIST\n< 150 here\n\nDownloading from 192.0.2.2:40000 (TLSv1.2)\n`;
    expect(toldBy(basicFtp, log)[0]?.filter(line => line.startsWith('tls'))).toEqual([
      'tls-started control TLSv1.3',
      'tls-started data TLSv1.2',
    ]);
  });

  test('a handshake that fails is the end, and the QUIT behind it was never heard', () => {
    const log = `${greeted}> AUTH TLS\n< 234 go\n\nError: Client network socket disconnected before secure TLS connection was established\n> QUIT\n`;
    expect(toldBy(basicFtp, log)[0]?.slice(-2)).toEqual([
      '< 234 go',
      expect.stringMatching(/^tls-failed control .*secure TLS connection/),
    ]);
  });

  test('a certificate that Node.js does not accept', () => {
    const log = `${greeted}> AUTH TLS\n< 234 go\n\nError: self-signed certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34) {\n  code: 'DEPTH_ZERO_SELF_SIGNED_CERT'\n}\n`;
    expect(toldBy(basicFtp, log)[0]?.slice(-2)).toEqual([
      'said certificate-rejected: self-signed certificate',
      'tls-failed control tls (self-signed certificate)',
    ]);
    expect(notUnderstoodBy(basicFtp, log)).toEqual([]);
  });
});

describe('errors', () => {
  const passive = `${searching}> EPSV\n< 229 ok (|||40001|)\n\n> PASV\n< 227 ok (192,0,2,2,156,64)\n\n`;

  test('the one that is told of last is of the last try; that EPSV had been given up for it is noted', () => {
    const log = `${passive}Error: None of the available transfer strategies work. Last error response was 'Error: Can't open data connection in passive mode: connect ECONNREFUSED 192.0.2.2:40000'.\n    at Client.prepareTransfer (/app/node_modules/basic-ftp/dist/Client.js:745:19)\n> QUIT\n`;
    expect(courseOf(toldBy(basicFtp, log)[0] ?? [])).toBe(
      'EPSV, 229, said mode-switched, PASV, 227, data-failed client 192.0.2.2:40000 refused (ECONNREFUSED)',
    );
  });

  test('a data connection that times out', () => {
    expect(last(`${passive}Error: Timeout when trying to open data connection to 192.0.2.2:40000\n`)).toBe(
      'data-failed client 192.0.2.2:40000 timeout (connect)',
    );
    expect(last(`${passive}> LIST\n< 150 here\n\nError: Timeout (data socket)\n`)).toBe(
      'data-ended timeout (transfer)',
    );
  });

  test('the control connection ends before the QUIT that stands above the error', () => {
    const log = `${greeted}> FEAT\n> QUIT\nError: Server sent FIN packet unexpectedly, closing connection.\n`;
    expect(toldBy(basicFtp, log)[0]?.slice(-3)).toEqual(['> FEAT', 'control-ended closed (command)', '> QUIT']);
  });

  test('no greeting, and no connection', () => {
    expect(
      toldBy(basicFtp, 'Connected to 192.0.2.2:21 (No encryption)\n> QUIT\nError: Timeout (control socket)\n'),
    ).toEqual([['connected 192.0.2.2:21', 'control-ended timeout (read)']]);
    expect(toldBy(basicFtp, '> QUIT\nError: connect ECONNREFUSED 192.0.2.2:21 (control socket)\n')).toEqual([
      ['connect-failed 192.0.2.2:21 refused (ECONNREFUSED)'],
    ]);
    expect(last('Error: getaddrinfo ENOTFOUND ftp.example.invalid\n')).toBe('resolve-failed not-found (ENOTFOUND)');
  });

  test('another host in the 227, which it refuses', () => {
    const log = `${passive}Error: PASV returned another host (10.0.0.2) for data transfer that you have connected to (192.0.2.2). Even though …\n`;
    expect(last(log)).toMatch(/^said passive-address-unroutable: /);
  });

  test('another host in the 227, in place of which it goes to the server in silence', () => {
    const log = `${searching}> PASV\n< 227 ok (10,0,0,2,156,64)\n\n> LIST\n< 150 here\n\nDownloading from 192.0.2.2:40000 (No encryption)\n`;
    expect(last(log)).toBe('said passive-address-replaced: Downloading from 192.0.2.2:40000 (No encryption)');
  });

  test('a refusal by the server repeats its reply', () => {
    expect(last(`${greeted}> PASS ###\n< 530 Login incorrect.\n\nFTPError: 530 Login incorrect.\n`)).toBe(
      'said transfer-failed: FTPError: 530 Login incorrect.',
    );
  });
});
