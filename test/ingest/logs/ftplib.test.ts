import { describe, expect, test } from 'vitest';
import { ftplib } from '../../../src/ingest/logs/ftplib.ts';
import { courseOf, notUnderstoodBy, recordingsBy, sample, toldBy } from '../support/told-by.ts';

const passive = 'PASV, 227, data-connecting client ?, data-connected client ?, LIST, 150, 226';
const active = 'PORT, LIST, 150, 226';
const refusedData = 'PASV, 227, data-connecting client ?, data-failed client ? refused (ECONNREFUSED)';

/** What ftplib saw in each network: with PASV, and then with PORT. */
const samples: readonly (readonly [name: string, pasv: string, port: string])[] = [
  ['client-firewall-drops-inbound-proftpd', passive, 'PORT, LIST, control-ended timeout (command)'],
  ['client-host-firewall-drops-inbound', passive, 'PORT, LIST, 425, said transfer-failed'],
  ['client-nat-pyftpdlib', passive.replace('150', '125'), 'PORT, 501, said transfer-failed'],
  ['client-nat-vsftpd', passive, 'PORT, 500, said transfer-failed'],
  ['control-dropped', 'control-ended timeout (read)', 'control-ended timeout (read)'],
  [
    'control-ssh',
    'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, control-ended closed (read)',
    'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, control-ended closed (read)',
  ],
  ['healthy-client-nat-alg', passive, active],
  ['healthy-pure-ftpd', passive, active],
  ['healthy-vsftpd', passive, active],
  [
    'mtu-black-hole',
    passive.replace('226', 'data-ended timeout (transfer)'),
    active.replace('226', 'data-ended timeout (transfer)'),
  ],
  ['pasv-disabled-vsftpd', 'PASV, 550, said transfer-failed', active],
  [
    'pasv-zero-address',
    refusedData.replace('227, ', '227, said passive-address-replaced, '),
    'PORT, LIST, 425, said transfer-failed',
  ],
  ['port-disabled-proftpd', passive, 'PORT, 501, said transfer-failed'],
  [
    'server-firewall-drops-passive-vsftpd',
    'PASV, 227, data-connecting client ?, data-failed client ? timeout (connect)',
    active,
  ],
  ['server-firewall-rejects-passive-rst', refusedData, active],
  ['server-nat-private-227-vsftpd', passive, active],
  ['server-nat-range-not-forwarded', refusedData, active],
  ['server-nat-wrong-public-227', passive, active],
  ['tls-required-but-off', '220, USER, 530, said transfer-failed', '220, USER, 530, said transfer-failed'],
  [
    'wrong-password-pure-ftpd',
    '220, USER, 331, PASS, 530, said transfer-failed',
    '220, USER, 331, PASS, 530, said transfer-failed',
  ],
];

test.each(samples)('sample %s: both of its sessions are read to their ends', (name, pasv, port) => {
  const log = sample(`${name}/ftplib.log`);
  expect(toldBy(ftplib, log).map(courseOf)).toEqual([pasv, port]);
  expect(notUnderstoodBy(ftplib, log)).toEqual([]);
});

describe('the dialogue', () => {
  test('level 1, which shows whole replies, tells the same as level 2, which shows lines', () => {
    const [levelTwo] = toldBy(
      ftplib,
      "*get* '220-a\\n'\n*get* '220 b\\n'\n*resp* '220-a\\n220 b'\n*cmd* 'PASV'\n*put* 'PASV\\r\\n'\n*get* '550 no\\n'\n*resp* '550 no'\n",
    );
    const [levelOne] = toldBy(ftplib, "*resp* '220-a\\n220 b'\n*cmd* 'PASV'\n*resp* '550 no'\n");
    expect(levelOne).toEqual(['connecting ?', 'connected ?', '< 220 a | b', '> PASV', '< 550 no']);
    expect(levelTwo).toEqual(levelOne);
  });

  test('Python’s quoting is undone, of either kind of quotes and of Python 2', () => {
    const log = `*cmd* u'CWD \\u00e9t\\xe9'\n*resp* "550 Can't enter \\xe9.\\\\"\n`;
    expect(toldBy(ftplib, log)).toEqual([['> CWD été', "< 550 Can't enter é.\\"]]);
  });

  test('a password that a script prints itself is masked', () => {
    expect(JSON.stringify(recordingsBy(ftplib, "*cmd* 'PASS hunter2'\n"))).not.toContain('hunter2');
  });

  test('an address that is none at all cannot be where ftplib connects; any other may be', () => {
    const log = (address: string) => `*resp* '220 a'\n*cmd* 'PASV'\n*resp* '227 ok (${address},1,2)'\n`;
    const said = (address: string) =>
      toldBy(ftplib, log(address))
        .flat()
        .some(line => line.startsWith('said'));
    expect(said('0,0,0,0')).toBe(true);
    expect(said('10,0,0,1')).toBe(false);
  });
});

describe('tracebacks', () => {
  const frames = (...names: readonly string[]) =>
    `Traceback (most recent call last):\n${names.map(name => `  File "/usr/lib/python3.11/ftplib.py", line 1, in ${name}\n    code()\n    ^^^^\n`).join('')}`;
  const logged = "*resp* '220 a'\n*cmd* 'PASV'\n*resp* '227 ok (192,0,2,2,156,64)'\n";
  const last = (log: string) => toldBy(ftplib, log).at(-1)?.at(-1);

  test('what was being connected is told by the functions', () => {
    expect(
      last(`${frames('connect', 'create_connection')}ConnectionRefusedError: [Errno 111] Connection refused\n`),
    ).toBe('connect-failed ? refused (ECONNREFUSED)');
    expect(last(`${logged}${frames('ntransfercmd', 'create_connection')}OSError: [Errno 113] No route to host\n`)).toBe(
      'data-failed client ? unreachable (EHOSTUNREACH)',
    );
    expect(last(`${frames('connect', 'getaddrinfo')}socket.gaierror: [Errno -2] Name or service not known\n`)).toBe(
      'resolve-failed not-found (ENOTFOUND)',
    );
  });

  test('a greeting that does not come is no connection that fails', () => {
    expect(toldBy(ftplib, `${frames('connect', 'getresp', 'getline')}TimeoutError: timed out\n`)).toEqual([
      ['connected ?', 'control-ended timeout (read)'],
    ]);
  });

  test('a server that does not come to an active data connection did not arrive', () => {
    const log = `*resp* '220 a'\n*cmd* 'PORT 1,2,3,4,5,6'\n*resp* '200 ok'\n*cmd* 'LIST'\n*resp* '150 here'\n${frames('retrlines', 'ntransfercmd', 'accept')}socket.timeout: timed out\n`;
    expect(last(log)).toBe('data-failed server ? no-arrival (accept)');
  });

  test('TLS that fails is told of the connection that it was for', () => {
    const encrypted = "*resp* '220 a'\n*cmd* 'AUTH TLS'\n*resp* '234 go'\n";
    const failure =
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)\n';
    expect(
      toldBy(ftplib, `${encrypted}${frames('auth', 'wrap_socket', 'do_handshake')}${failure}`)[0]?.slice(-2),
    ).toEqual([
      expect.stringMatching(/^said certificate-rejected: /),
      expect.stringMatching(/^tls-failed control tls /),
    ]);
    const data = `${encrypted}*cmd* 'USER a'\n*resp* '230 in'\n${logged.slice(16)}*cmd* 'LIST'\n*resp* '150 here'\n${frames('ntransfercmd', 'wrap_socket', 'do_handshake')}ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1006)\n`;
    expect(last(data)).toBe('tls-failed data tls (handshake failure)');
  });

  test('an orderly refusal is no failure of a connection', () => {
    expect(
      last(
        `*resp* '220 a'\n*cmd* 'USER a'\n*resp* '530 no'\n${frames('login', 'sendcmd', 'getresp')}ftplib.error_perm: 530 no\n`,
      ),
    ).toBe('said transfer-failed: error_perm 530 no');
  });

  test('an error of Windows is the same error', () => {
    expect(
      last(
        `${logged}ConnectionRefusedError: [WinError 10061] No connection could be made because the target machine actively refused it\n`,
      ),
    ).toBe('data-failed client ? refused (ECONNREFUSED)');
  });
});
