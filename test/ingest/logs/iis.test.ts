import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

describe('the FTP log of IIS', () => {
  test('has both ends of the connections, and bare codes', () => {
    const log = readFixture('iis/healthy-and-refused-login.log');
    const [refused, bob] = sessionsOf(log);
    expect(bob).toEqual([
      'connected: 203.0.113.1:0 192.0.2.5:21',
      '> USER bob',
      '< 331',
      '> PASS ****',
      '< 230',
      '> OPTS utf8 on',
      '< 200',
      '> PASV',
      '< 227',
      'data by client: ? 192.0.2.5:49906',
      '> LIST',
      '< 226',
      '> QUIT',
      '< 221',
    ]);
    expect(refused?.slice(1)).toEqual(['> USER anonymous', '< 331', '> PASS ****', '< 530', 'ended: closed']);
    expect(log.recordings[1]).toMatchObject({ clock: 'seconds', startedAt: '2026-11-23T06:27:23.000Z' });
  });

  test('shows by a line that is not there that nobody came to the passive port', () => {
    const log = readFixture('iis/passive-not-arrived.log');
    expect(sessionsOf(log)[0]?.slice(5)).toEqual([
      '> PASV',
      '< 227',
      'data by client failed: no-arrival, ? ?',
      '> EPSV',
      '< 229',
      '> LIST',
      'data by client failed: no-arrival, ? ?',
      '< 425',
      'ended: reset ECONNRESET',
    ]);
  });

  test('does not conclude so in a log that has no lines of channels at all', () => {
    const [session] = sessionsOf(
      readText(
        [
          '#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-win32-status x-session',
          '2026-11-23 06:30:00 203.0.113.1 USER bob 331 0 s1',
          '2026-11-23 06:30:01 203.0.113.1 PASV - 227 0 s1',
          '2026-11-23 06:30:09 203.0.113.1 PASV - 227 0 s1',
        ].join('\n'),
      ),
    );
    expect(besidesDialogue(session)).toEqual(['connected: 203.0.113.1:0 ?']);
  });

  test("tells in Windows' codes what became of a data connection", () => {
    const [session] = sessionsOf(readFixture('iis/active-and-aborted.log'));
    expect(session?.slice(5, 18)).toEqual([
      '> PORT 192,168,10,2,211,175',
      '< 501',
      '> PORT 203,0,113,1,211,176',
      '< 200',
      '> LIST',
      'data by server failed: refused ECONNREFUSED, ? ?',
      '< 425',
      '> PASV',
      '< 227',
      'data by client: ? 192.0.2.5:40063',
      'data ended: reset ECONNABORTED',
      '> STOR file.txt',
      '< 425',
    ]);
  });

  test('is read in the order and choice of its fields', () => {
    const log = readFixture('iis/other-fields.log');
    expect(sessionsOf(log)[0]).toEqual([
      'connected: 203.0.113.1:51234 ?',
      '> AUTH TLS',
      '< 234',
      'TLS on control',
      '> USER bob',
      '< 331',
      '> PASS ****',
      '< 230',
      '> CWD my files',
      '< 250',
      'ended: closed',
    ]);
    expect(log.recordings[0]?.startedAt).toBeNull();
  });

  test('is read by its usual fields where its head is missing', () => {
    const log = readText(
      '2026-11-23 06:27:23 203.0.113.1 - 192.0.2.5 21 ControlChannelOpened - - 0 0 2cf9cd35-e364-4b1a-ab27-fe9050daa5ea -',
    );
    expect(sessionsOf(log)).toEqual([['connected: 203.0.113.1:0 192.0.2.5:21']]);
  });

  test('is not seen in the log of a web site', () => {
    expect(() =>
      readText(
        [
          '#Software: Microsoft Internet Information Services 10.0',
          '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status',
          '2026-11-23 06:27:23 192.0.2.5 GET /index.html - 443 - 203.0.113.1 Mozilla/5.0 200',
        ].join('\n'),
      ),
    ).toThrow('no known format');
  });
});
