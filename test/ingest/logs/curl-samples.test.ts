import { describe, expect, it } from 'vitest';
import { curl } from '../../../src/ingest/logs/curl.ts';
import { courseOf, notUnderstoodBy, recordingsBy, sample, toldBy } from '../support/told-by.ts';

/** A lone CR ends a line: behind it stands what the progress meter was overwritten with. */
const log = (name: string, mode: string): string => sample(`${name}/curl-${mode}.log`).replace(/\r\n?/g, '\n');

const passive = (to: string, first = '150', moved = 'data-bytes'): string =>
  `PASV, 227, data-connecting client ${to}, data-connected client ${to}, LIST, ${first}, ${moved}, 226`;
const active = (first = '150'): string => `PORT, LIST, ${first}, data-connected server ?, data-bytes, 226`;
const failed = (to: string, why: string): string =>
  `PASV, 227, data-connecting client ${to}, data-failed client ${to} ${why}`;
const refusedPort = (code: number): string => `PORT, ${code}, said transfer-failed`;
const overTls = 'tls-started data TLSv1.3';
const stalled = 'data-ended timeout (transfer), control-ended timeout (transfer), said transfer-failed';
const noLogin = '220, USER, 331, PASS, 530, said transfer-failed';
const noTls = '220, USER, 530, said transfer-failed';
const noConnection = 'connect-failed 192.0.2.2:21 timeout (connect), said transfer-failed';
const ssh = 'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, control-ended closed (read), said transfer-failed';

/** What curl saw in each network with PASV and with PORT, from that command on. */
const samples: readonly (readonly [name: string, pasv: string, port: string])[] = [
  [
    'client-firewall-drops-inbound-proftpd',
    passive('192.0.2.2:40037'),
    'PORT, LIST, control-ended timeout (transfer), said transfer-failed',
  ],
  ['client-host-firewall-drops-inbound', passive('192.0.2.2:40065'), 'PORT, LIST, 425, said transfer-failed'],
  ['client-nat-alg-tls', passive('192.0.2.2:40090', '150', overTls), refusedPort(500)],
  ['client-nat-pyftpdlib', passive('192.0.2.2:40029', '125'), refusedPort(501)],
  ['client-nat-vsftpd', passive('192.0.2.2:40054'), refusedPort(500)],
  ['control-dropped', noConnection, noConnection],
  ['control-ssh', ssh, ssh],
  ['healthy-client-nat-alg', passive('192.0.2.2:40002'), active()],
  [
    'healthy-ipv6-pyftpdlib',
    passive('[2001:db8:5::2]:40079', '125').replace('PASV, 227', 'EPSV, 229'),
    active('125').replace('PORT', 'EPRT'),
  ],
  ['healthy-pure-ftpd', passive('192.0.2.2:40031'), active()],
  ['healthy-vsftpd', passive('192.0.2.2:40052'), active()],
  [
    'mtu-black-hole',
    `PASV, 227, data-connecting client 192.0.2.2:40099, data-connected client 192.0.2.2:40099, LIST, 150, ${stalled}`,
    `PORT, LIST, 150, data-connected server ?, ${stalled}`,
  ],
  ['pasv-disabled-vsftpd', 'PASV, 550, said transfer-failed', active()],
  [
    'pasv-zero-address',
    `${failed('0.0.0.0:40000', 'refused (ECONNREFUSED)')}, said transfer-failed`,
    'PORT, LIST, 425, said transfer-failed',
  ],
  ['port-disabled-proftpd', passive('192.0.2.2:40061'), refusedPort(501)],
  [
    'server-firewall-drops-passive-vsftpd',
    `${failed('192.0.2.2:40021', 'timeout (connect)')}, control-ended timeout (command), said transfer-failed`,
    active(),
  ],
  [
    'server-firewall-rejects-passive-rst',
    `${failed('192.0.2.2:40054', 'refused (ECONNREFUSED)')}, said transfer-failed`,
    active(),
  ],
  [
    'server-nat-private-227-vsftpd',
    `${failed('10.20.0.2:40081', 'timeout (connect)')}, control-ended timeout (command), said transfer-failed`,
    active(),
  ],
  [
    'server-nat-range-not-forwarded',
    `${failed('203.0.113.2:40068', 'refused (ECONNREFUSED)')}, said transfer-failed`,
    active(),
  ],
  [
    'server-nat-wrong-public-227',
    `${failed('203.0.113.77:40077', 'unreachable (EHOSTUNREACH)')}, said transfer-failed`,
    active(),
  ],
  ['tls-required-but-off', noTls, noTls],
  // In active mode under TLS this version never starts TLS on the data connection, whatever the network.
  [
    'tls-session-reuse-vsftpd',
    passive('192.0.2.2:40031', '150', overTls),
    `PORT, LIST, 150, data-connected server ?, ${stalled}`,
  ],
  ['wrong-password-pure-ftpd', noLogin, noLogin],
];

describe.each(samples)('curl in %s', (name, pasv, port) => {
  it.each([
    ['pasv', pasv],
    ['port', port],
  ])('%s', (mode, course) => {
    expect(notUnderstoodBy(curl, log(name, mode))).toEqual([]);
    expect(toldBy(curl, log(name, mode)).map(courseOf)).toEqual([course]);
  });
});

describe('what else the samples tell', () => {
  const only = (name: string, mode: string) => recordingsBy(curl, log(name, mode))[0];

  it('is the time, as the progress meter counts it', () => {
    const recording = only('client-host-firewall-drops-inbound', 'port');
    expect(recording).toMatchObject({ clock: 'seconds', startedAt: null, format: 'curl' });
    const refusal = recording?.events.find(event => event.kind === 'reply' && event.code === 425);
    expect(refusal?.atMs).toBe(5000);
  });

  it('is the limit that ran out', () => {
    const gaveUp = only('mtu-black-hole', 'pasv')?.events.find(({ kind }) => kind === 'data-ended');
    expect(gaveUp).toMatchObject({ failure: { kind: 'timeout', limitMs: 14_001 } });
  });

  it('is how much was listed, without TLS', () => {
    expect(only('healthy-vsftpd', 'pasv')?.events).toContainEqual({ kind: 'data-bytes', bytes: 5830, atMs: 0 });
  });

  it('is TLS, its certificate, and whether a session was resumed', () => {
    const started = only('tls-session-reuse-vsftpd', 'pasv')?.events.filter(({ kind }) => kind === 'tls-started');
    expect(started).toMatchObject([
      {
        on: 'control',
        tls: {
          protocol: 'TLSv1.3',
          cipher: 'TLS_AES_256_GCM_SHA384',
          trust: 'DEPTH_ZERO_SELF_SIGNED_CERT',
          session: 'not-offered',
          chain: [{ subject: 'CN=ftp.lab.example', validTo: '2027-11-22T23:51:50.000Z' }],
        },
      },
      { on: 'data', tls: { session: 'reused' } },
    ]);
  });

  it('is where it ended', () => {
    for (const [name] of samples) expect(only(name, 'port')?.isCut).toEqual({ begin: false, end: false });
  });
});
