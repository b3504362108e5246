import { describe, expect, test } from 'vitest';
import { readFixture, readText, sessionsOf } from '../support/server-log.ts';

describe('the TLSLog of ProFTPD', () => {
  test('says that a data connection did not reuse the session', () => {
    expect(sessionsOf(readFixture('proftpd/tls-session-reuse.log'))).toEqual([
      [
        '> AUTH TLS',
        '< 234',
        'TLS on control TLSv1.3',
        '> PROT P',
        '< 200 Protection set to Private',
        'TLS on data failed: client did not reuse TLS session, rejecting data connection (see the NoSessionReuseRequired TLSOptions parameter)',
      ],
    ]);
  });

  test('says on which connection a handshake failed, and why', () => {
    const sessions = sessionsOf(readFixture('proftpd/tls-handshakes-broken.log'));
    expect(sessions.map(session => session.at(-1))).toEqual([
      expect.stringMatching(/^TLS on control failed: .*wrong version number$/),
      expect.stringMatching(/^TLS on control failed: .*tlsv1 alert unknown ca/),
      expect.stringMatching(/^TLS on data failed: .*tlsv1 alert unknown ca/),
    ]);
    const failure = readFixture('proftpd/tls-handshakes-broken.log').recordings[1]?.events.at(-1);
    expect(failure).toMatchObject({ failure: { kind: 'tls', alert: 'unknown ca' } });
  });

  test('says that TLS is demanded, and whether a session was resumed', () => {
    const head = '2026-11-25 23:13:01,085 mod_tls/2.9.2';
    const sessions = sessionsOf(
      readText(
        [
          `${head}[10]: SSL/TLS required but absent for authentication, denying USER command`,
          `${head}[11]: TLSv1.2 data connection accepted, using cipher ECDHE-RSA-AES256-GCM-SHA384 (256 bits, resumed session)`,
        ].join('\n'),
      ),
    );
    expect(sessions).toEqual([
      ['login of : rejected 550 SSL/TLS required but absent for authentication, denying USER command'],
      ['TLS on data TLSv1.2 reused'],
    ]);
  });

  test('takes a process that begins again for another session', () => {
    const begin = '2026-11-25 23:09:40,544 mod_tls/2.9.2[10]: TLS/TLS-C requested, starting TLS handshake';
    const accepted =
      '2026-11-25 23:09:40,547 mod_tls/2.9.2[10]: TLSv1.3 connection accepted, using cipher TLS_AES_256_GCM_SHA384 (256 bits)';
    expect(sessionsOf(readText([begin, accepted, begin, accepted].join('\n')))).toHaveLength(2);
  });
});
