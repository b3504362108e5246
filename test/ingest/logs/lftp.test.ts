import { describe, expect, test } from 'vitest';
import { lftp } from '../../../src/ingest/logs/lftp.ts';
import { courseOf, notUnderstoodBy, recordingsBy, sample, toldBy } from '../support/told-by.ts';

const passive = (to: string) =>
  `PASV, 227, data-connecting client ${to}, data-connected client ?, LIST, 150, data-ended orderly, 226`;
const active = (from: string) => `PORT, LIST, data-connected server ${from}, 150, data-ended orderly, 226`;
const refusedPort = (code: number) => `PORT, ${code}, said mode-switched, LIST, ABOR`;

/** What lftp saw in each network, with PASV and with PORT. */
const samples: readonly (readonly [name: string, pasv: string, port: string])[] = [
  ['client-firewall-drops-inbound-proftpd', passive('192.0.2.2:40068'), 'PORT, LIST, control-ended timeout (command)'],
  ['client-host-firewall-drops-inbound', passive('192.0.2.2:40057'), 'PORT, LIST, 425'],
  ['client-nat-alg-tls', passive('192.0.2.2:40018').replace('150, ', '150, tls-started data ?, '), refusedPort(500)],
  ['client-nat-pyftpdlib', passive('192.0.2.2:40078'), refusedPort(501)],
  ['client-nat-vsftpd', passive('192.0.2.2:40007'), refusedPort(500)],
  ['control-dropped', 'control-ended timeout (read)', 'control-ended timeout (read)'],
  [
    'control-ssh',
    'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, control-ended closed (read)',
    'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, control-ended closed (read)',
  ],
  ['healthy-client-nat-alg', passive('192.0.2.2:40052'), active('192.0.2.2:20')],
  [
    'healthy-ipv6-pyftpdlib',
    'EPSV, 229, data-connecting client [2001:db8:5::2]:40049, data-connected client ?, LIST, 125, 226, data-ended orderly',
    'EPRT, data-connected server [2001:db8:5::2]:35129, LIST, 125, 226, data-ended orderly',
  ],
  ['healthy-pure-ftpd', passive('192.0.2.2:40053'), active('192.0.2.2:20')],
  ['healthy-vsftpd', passive('192.0.2.2:40027'), active('192.0.2.2:20')],
  [
    'mtu-black-hole',
    'PASV, 227, data-connecting client 192.0.2.2:40063, data-connected client ?, LIST, 150, data-ended timeout (transfer)',
    'PORT, LIST, data-connected server 192.0.2.2:20, 150, data-ended timeout (transfer)',
  ],
  ['pasv-disabled-vsftpd', 'PASV, 550, said mode-switched, LIST, ABOR', active('192.0.2.2:20')],
  [
    'pasv-zero-address',
    'PASV, 227, said passive-address-replaced, data-connecting client 192.0.2.2:40000, data-failed client ? refused (ECONNREFUSED), said mode-switched, LIST, ABOR',
    'PORT, LIST, 425',
  ],
  ['port-disabled-proftpd', passive('192.0.2.2:40082'), refusedPort(501)],
  [
    'server-firewall-drops-passive-vsftpd',
    'PASV, 227, data-connecting client 192.0.2.2:40026, data-failed client ? timeout (connect)',
    active('192.0.2.2:20'),
  ],
  [
    'server-firewall-rejects-passive-rst',
    'PASV, 227, data-connecting client 192.0.2.2:40097, data-failed client ? refused (ECONNREFUSED), LIST, ABOR',
    active('192.0.2.2:20'),
  ],
  [
    'server-nat-private-227-vsftpd',
    passive('203.0.113.2:40062').replace('227, ', '227, said passive-address-replaced, '),
    active('203.0.113.2:20'),
  ],
  [
    'server-nat-range-not-forwarded',
    'PASV, 227, data-connecting client 203.0.113.2:40000, data-failed client ? refused (ECONNREFUSED), LIST, ABOR',
    active('203.0.113.2:20'),
  ],
  [
    'server-nat-wrong-public-227',
    'PASV, 227, data-connecting client 203.0.113.77:40013, data-failed client ? unreachable (EHOSTUNREACH), LIST, ABOR',
    active('203.0.113.2:42567'),
  ],
  ['tls-required-but-off', '220, FEAT, 211, USER, 530, QUIT', '220, FEAT, 211, USER, 530, QUIT'],
  [
    'tls-session-reuse-vsftpd',
    passive('192.0.2.2:40093').replace('150, ', '150, tls-started data ?, '),
    active('192.0.2.2:20').replace('150, ', '150, tls-started data ?, '),
  ],
  [
    'wrong-password-pure-ftpd',
    '220, FEAT, 211, OPTS, 504, USER, 331, PASS, 530',
    '220, FEAT, 211, OPTS, 504, USER, 331, PASS, 530',
  ],
];

describe('each sample', () => {
  const both = samples.flatMap(([name, pasv, port]) => [
    [`${name}/lftp-pasv.log`, pasv] as const,
    [`${name}/lftp-port.log`, port] as const,
  ]);

  test.each(both)('%s is read to its end', (file, course) => {
    const log = sample(file);
    expect(toldBy(lftp, log).map(courseOf)).toEqual([course]);
    expect(notUnderstoodBy(lftp, log)).toEqual([]);
    expect(recordingsBy(lftp, log)[0]?.isCut).toEqual({ begin: false, end: false });
  });

  test.each(both)('%s gives no password away', file => {
    expect(JSON.stringify(recordingsBy(lftp, sample(file)))).not.toContain('Lab-pw');
  });
});

describe('the control connection', () => {
  test('the name, its addresses and the one that is tried are told apart', () => {
    const [recording] = recordingsBy(
      lftp,
      '---- 2 addresses found: 192.0.2.2, 2001:db8::2\n---- Connecting to ftp.example.com (2001:db8::2) port 2121\n',
    );
    expect(recording).toMatchObject({ host: 'ftp.example.com', clock: 'none', startedAt: null });
    expect(recording?.events).toEqual([
      { kind: 'resolved', addresses: ['192.0.2.2', '2001:db8::2'], atMs: null },
      { kind: 'connecting', to: { host: '2001:db8::2', port: 2121 }, atMs: null },
    ]);
  });

  test('a name without address is told by the command that needed it', () => {
    const log = '---- Resolving host address...\nopen: no.such.invalid: Name or service not known\n';
    expect(toldBy(lftp, log)).toEqual([['resolve-failed not-found (ENOTFOUND)']]);
    expect(recordingsBy(lftp, log)[0]?.host).toBe('no.such.invalid');
  });

  test('a refused connection is no ended session', () => {
    const log = '---- Connecting to h (192.0.2.2) port 21\n**** Socket error (Connection refused) - reconnecting\n';
    expect(toldBy(lftp, log)).toEqual([
      ['connecting 192.0.2.2:21', 'connect-failed 192.0.2.2:21 refused (ECONNREFUSED)'],
    ]);
  });

  test('each reconnection is a session of its own', () => {
    const once =
      '---- Connecting to h (192.0.2.2) port 21\n<--- 220 ready\n**** Peer closed connection\n---- Closing control socket\n';
    expect(toldBy(lftp, once + once)).toHaveLength(2);
  });

  test('a 220 to HOST is no greeting of another session', () => {
    const log =
      '---- Connecting to h (192.0.2.2) port 21\n<--- 220 hello\n---> HOST h\n<--- 220 HOST command successful\n';
    expect(toldBy(lftp, log)).toHaveLength(1);
  });
});

describe('TLS', () => {
  const accepted = '<--- 220 ready\n---> AUTH TLS\n<--- 234 go ahead\nLoaded 144 CAs\n---> USER bob\n';

  test('a reply through it shows that it stands, though the command is logged before the handshake', () => {
    expect(toldBy(lftp, `${accepted}<--- 331 password\n`)[0]?.slice(-3)).toEqual([
      'tls-started control ?',
      '> USER bob',
      '< 331 password',
    ]);
  });

  test('a failed handshake leaves out the command that was never sent', () => {
    const log = `${accepted}**** gnutls_handshake: A TLS fatal alert has been received.\n---- Closing control socket\n`;
    expect(toldBy(lftp, log)[0]?.slice(-2)).toEqual([
      '< 234 go ahead',
      'tls-failed control tls (A TLS fatal alert has been received.)',
    ]);
  });

  test('a certificate that is not trusted ends the session, or not, as the user wished', () => {
    const problem = 'Certificate verification: The certificate is NOT trusted. (AA:BB)';
    expect(toldBy(lftp, `${accepted}ERROR: ${problem}\n**** ${problem}\n`)[0]?.slice(-2)).toEqual([
      `said certificate-rejected: ERROR: ${problem}`,
      'tls-failed control tls (The certificate is NOT trusted. (AA:BB))',
    ]);
    expect(toldBy(lftp, `${accepted}WARNING: ${problem}\n<--- 331 password\n`)[0]?.slice(-4)).toEqual([
      `said certificate-rejected: WARNING: ${problem}`,
      'tls-started control ?',
      '> USER bob',
      '< 331 password',
    ]);
  });

  test('a server without it is noted where the user insists', () => {
    const log =
      '<--- 220 ready\n---> AUTH TLS\n<--- 530 no\nls: Login failed: ftp:ssl-force is set and server does not support or allow SSL\n';
    expect(toldBy(lftp, log)[0]?.at(-1)).toMatch(/^said tls-not-offered: /);
  });
});

describe('data connections', () => {
  const asked = '<--- 220 ready\n---> PASV\n<--- 227 ok (192,0,2,2,156,64)\n';

  test('below debug level 9 the transfer command shows that the connection stands', () => {
    const log = `${asked}---- Connecting data socket to (192.0.2.2) port 40000\n---> LIST\n<--- 150 here\n`;
    expect(toldBy(lftp, log).map(courseOf)).toEqual([
      'PASV, 227, data-connecting client 192.0.2.2:40000, data-connected client ?, LIST, 150',
    ]);
  });

  test('below debug level 5, which shows no commands, replies tell them', () => {
    const log =
      '<--- 220 ready\n<--- 331 password\n<--- 230 in\n<--- 227 ok (192,0,2,2,156,64)\n**** Data socket error (Connection refused) - reconnecting\n';
    expect(toldBy(lftp, log)[0]?.slice(2)).toEqual([
      '< 220 ready',
      '> USER',
      '< 331 password',
      '> PASS ****',
      '< 230 in',
      '> PASV',
      '< 227 ok (192,0,2,2,156,64)',
      'data-failed client ? refused (ECONNREFUSED)',
    ]);
  });

  test('a connection that is cut is another failure than one that never stood', () => {
    const log = `${asked}---- Connecting data socket to (192.0.2.2) port 40000\n---- Data connection established\n---> LIST\n<--- 150 here\n**** data-socket: Connection reset by peer\n<--- 426 broken\n`;
    expect(courseOf(toldBy(lftp, log)[0] ?? [])).toContain('150, data-ended reset (ECONNRESET), 426');
  });

  test('notes in other languages are understood by where they stand', () => {
    const log =
      '---- Verbinden mit h (192.0.2.2) Port 21\n<--- 220 ready\n---> PASV\n<--- 227 ok (192,0,2,2,156,64)\n---- Verbinde Daten-Socket mit (192.0.2.2) Port 40000\n---> PORT 198,51,100,2,1,2\n<--- 200 ok\n---> LIST\n---- Datenverbindung von (192.0.2.2) Port 20 angenommen, Port 20\n';
    expect(toldBy(lftp, log)[0]).toContain('connecting 192.0.2.2:21');
    expect(toldBy(lftp, log)[0]).toContain('data-connecting client 192.0.2.2:40000');
  });
});

test('process, time and host in front are read (debug -p -t -c)', () => {
  const [recording] = recordingsBy(
    lftp,
    '[4711] 2026-11-23 10:02:11 h ---- Connecting to h (192.0.2.2) port 21\n[4711] 2026-11-23 10:02:14 h <--- 220 ready\n',
  );
  expect(recording).toMatchObject({ startedAt: '2026-11-23T10:02:11.000', clock: 'seconds' });
  expect(recording?.events.map(({ atMs }) => atMs)).toEqual([0, 3000, 3000]);
});

test('what lftp says of the whole, it says once the session is known', () => {
  const log = '<--- 220 ready\n---> LIST\nls: Fatal error: max-retries exceeded (Connection refused)\n';
  expect(toldBy(lftp, log)[0]?.at(-1)).toBe(
    'said transfer-failed: ls: Fatal error: max-retries exceeded (Connection refused)',
  );
});
