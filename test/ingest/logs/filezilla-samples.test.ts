import { describe, expect, it } from 'vitest';
import { filezilla } from '../../../src/ingest/logs/filezilla.ts';
import { courseOf, notUnderstoodBy, recordingsBy, sample, toldBy } from '../support/told-by.ts';

const mlsd = 'MLSD, 150, 226, said transfer-succeeded';
const list = 'LIST, 150, 226, MDTM, 213, said transfer-succeeded';
const inVain = (course: string): string[] => [
  `${course}, control-ended timeout (transfer), said transfer-failed`,
  // It tries once more, and was stopped from outside.
  course,
];
const refused = 'PASV, 227, LIST, data-failed client ? refused (ECONNREFUSED)';
const unreachable = 'PASV, 227, MLSD, data-failed client ? unreachable (EHOSTUNREACH)';
const noLogin = '220, AUTH, 500, AUTH, 500, said tls-not-offered, USER, 331, PASS, 530, said transfer-failed';
const noConnection = 'connect-failed 192.0.2.2:21 timeout (connect), said transfer-failed';
const ssh = 'noise SSH-2.0-OpenSSH_9.2p1 Debian-2, said transfer-failed';
const untilTls = '220, AUTH, 234';

/** What FileZilla saw in each network with PASV and with PORT, from that command on. */
const samples: readonly (readonly [name: string, pasv: readonly string[], port: readonly string[]])[] = [
  ['client-firewall-drops-inbound-proftpd', [`PASV, 227, ${mlsd}`], inVain('PORT, MLSD')],
  ['client-host-firewall-drops-inbound', [`PASV, 227, ${list}`], ['PORT, LIST, 425, said transfer-failed']],
  ['client-nat-alg-tls', [untilTls], [untilTls]],
  ['client-nat-pyftpdlib', [`PASV, 227, ${mlsd}`], ['PORT, 501, said transfer-failed']],
  ['client-nat-vsftpd', [`PASV, 227, ${list}`], ['PORT, 500, said transfer-failed']],
  ['control-dropped', [noConnection], [noConnection]],
  ['control-ssh', [ssh], [ssh]],
  ['healthy-client-nat-alg', [`PASV, 227, ${list}`], [`PORT, ${list}`]],
  ['healthy-ipv6-pyftpdlib', [`EPSV, 229, ${mlsd}`], [`EPRT, ${mlsd.replace('150', '125')}`]],
  ['healthy-pure-ftpd', [`PASV, 227, ${mlsd}`], [`PORT, ${mlsd}`]],
  ['healthy-vsftpd', [`PASV, 227, ${list}`], [`PORT, ${list}`]],
  ['mtu-black-hole', inVain('PASV, 227, LIST, 150'), inVain('PORT, LIST, 150')],
  ['pasv-disabled-vsftpd', ['PASV, 550, said transfer-failed'], [`PORT, ${list}`]],
  [
    'pasv-zero-address',
    [
      'PASV, 227, said passive-address-replaced, LIST, data-failed client ? refused (ECONNREFUSED), 425, said transfer-failed',
    ],
    ['PORT, LIST, 425, said transfer-failed'],
  ],
  ['port-disabled-proftpd', [`PASV, 227, ${mlsd}`], ['PORT, 501, said transfer-failed']],
  ['server-firewall-drops-passive-vsftpd', inVain('PASV, 227, LIST'), [`PORT, ${list}`]],
  ['server-firewall-rejects-passive-rst', inVain(refused), [`PORT, ${list}`]],
  ['server-nat-private-227-vsftpd', [`PASV, 227, said passive-address-replaced, ${list}`], [`PORT, ${list}`]],
  ['server-nat-range-not-forwarded', inVain(refused), [`PORT, ${list}`]],
  ['server-nat-wrong-public-227', inVain(unreachable), [`PORT, ${mlsd}`]],
  ['tls-required-but-off', [untilTls], [untilTls]],
  ['tls-session-reuse-vsftpd', [untilTls], [untilTls]],
  ['wrong-password-pure-ftpd', [noLogin], [noLogin]],
];

describe.each(samples)('FileZilla in %s', (name, pasv, port) => {
  it.each([
    ['pasv', pasv],
    ['port', port],
  ])('%s', (mode, courses) => {
    const log = sample(`${name}/filezilla-${mode}.log`);
    expect(notUnderstoodBy(filezilla, log)).toEqual([]);
    expect(toldBy(filezilla, log).map(courseOf)).toEqual(courses);
  });
});

describe('what else the samples tell', () => {
  const [failed, cut] = recordingsBy(filezilla, sample('server-firewall-drops-passive-vsftpd/filezilla-pasv.log'));

  it('is when a session began, to the second', () => {
    expect(failed).toMatchObject({ clock: 'seconds', startedAt: '2026-11-23T00:53:19.000', host: '192.0.2.2' });
  });

  it('is how long was waited, and by which limit', () => {
    const ended = failed?.events.find(({ kind }) => kind === 'control-ended');
    expect(ended).toMatchObject({ atMs: 12_000, failure: { kind: 'timeout', limitMs: 12_000 } });
  });

  it('is that the log ends before the second try does', () => {
    expect(failed?.isCut).toEqual({ begin: false, end: false });
    expect(cut?.isCut).toEqual({ begin: false, end: true });
  });

  it('is that a handshake was still awaited', () => {
    const [recording] = recordingsBy(filezilla, sample('tls-session-reuse-vsftpd/filezilla-pasv.log'));
    expect(recording?.isCut.end).toBe(true);
  });

  it('is every feature line by line', () => {
    const told = toldBy(filezilla, sample('healthy-vsftpd/filezilla-pasv.log'))[0];
    expect(told).toContain('< 211 Features: |  EPRT |  EPSV |  MDTM |  PASV |  REST STREAM |  SIZE |  TVFS | End');
  });

  it('is what was replaced in place of the server’s address', () => {
    const told = toldBy(filezilla, sample('server-nat-private-227-vsftpd/filezilla-pasv.log'))[0];
    expect(told?.slice(0, 4)).toEqual([
      'connecting 203.0.113.2:21',
      'connected 203.0.113.2:21',
      '< 220 (vsFTPd 3.0.3)',
      '> AUTH TLS',
    ]);
  });
});
