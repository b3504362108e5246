import { describe, expect, test } from 'vitest';
import { besidesDialogue, readFixture, readText, sessionsOf } from '../support/server-log.ts';

const head = '2026-11-25 23:10:41,006 ftp01 proftpd[10] 192.0.2.2 (198.51.100.2[198.51.100.2]):';

describe('what ProFTPD itself writes', () => {
  test('has commands, and both ends of every connection, where it tells of dispatching', () => {
    const log = readFixture('proftpd/system-commands.log');
    expect(log.recordings).toHaveLength(2);
    const [passive, active] = sessionsOf(log);
    expect(passive).toEqual([
      expect.stringMatching(/^connected: 198\.51\.100\.2:\d{5} 192\.0\.2\.2:21$/),
      '> USER lab',
      '> PASS ****',
      'login of lab',
      '> PWD',
      '> PASV',
      expect.stringMatching(/^< 227 Entering Passive Mode \(192,0,2,2,/),
      '> TYPE A',
      '> LIST',
      expect.stringMatching(/^data by client: 198\.51\.100\.2:\d{5} 192\.0\.2\.2:40\d{3}$/),
      '> QUIT',
    ]);
    expect(besidesDialogue(active).at(-1)).toMatch(/^data by server: 198\.51\.100\.2:\d{5} 192\.0\.2\.2:20$/);
    expect(log.recordings[0]).toMatchObject({ clock: 'exact', isCut: { begin: false, end: false } });
  });

  test('tells that PASV was sent where it shows no commands and the answer to it', () => {
    const [session] = sessionsOf(readFixture('proftpd/system-debug-2.log'));
    expect(session?.slice(1, 4)).toEqual([
      'login of lab',
      '> PASV',
      expect.stringMatching(/^< 227 Entering Passive Mode \(192,0,2,2,/),
    ]);
  });

  test('by itself says that nobody came to the passive port', () => {
    const log = readFixture('proftpd/system-passive-timeout.log');
    expect(log.recordings).toHaveLength(1);
    expect(sessionsOf(log)[0]?.slice(-2)).toEqual(['data by client failed: no-arrival, ? ?', 'ended: timeout']);
  });

  test('says why it could not connect to the client', () => {
    const [session] = sessionsOf(readFixture('proftpd/system-active-rejected.log'));
    expect(besidesDialogue(session).at(-1)).toMatch(
      /^data by server failed: refused ECONNREFUSED, 198\.51\.100\.2:\d{5} \?$/,
    );
  });

  test('repeats the PORT and EPRT that it refuses', () => {
    const [session] = sessionsOf(readFixture('proftpd/system-port-refused.log'));
    expect(session?.filter(line => /PORT|EPRT/.test(line))).toEqual([
      '> PORT 192,0,2,77,200,10',
      '< 500 Refused PORT 192,0,2,77,200,10 (address mismatch)',
      '> EPRT |1|192.0.2.77|51210|',
      '< 500 Refused EPRT |1|192.0.2.77|51210| (address mismatch)',
      '> PORT 198,51,100,2,0,80',
      '< 500 Refused PORT 198,51,100,2,0,80 (port 80 below 1024, possible bounce attack)',
      '> EPRT |2|2001:db8::1|51210|',
      '> PORT nonsense',
      "< 501 PORT 'nonsense' is not syntactically valid",
    ]);
    const [alone] = sessionsOf(readText(`${head} Refused PORT 192,168,1,2,193,116 (address mismatch)`));
    expect(alone).toEqual([
      'connected: 198.51.100.2:0 192.0.2.2:0',
      '> PORT 192,168,1,2,193,116',
      '< 500 Refused PORT 192,168,1,2,193,116 (address mismatch)',
    ]);
  });

  test('names who came to a passive port in place of the client', () => {
    const said =
      'SECURITY VIOLATION: Passive connection from foreign IP address 203.0.113.9 rejected (does not match client IP address 198.51.100.2).';
    const [session] = sessionsOf(readText([`${head} FTP session opened.`, `${head} ${said}`].join('\n')));
    expect(session?.[1]).toBe(`data by client failed: rejected 425 ${said}, 203.0.113.9:0 ?`);
  });

  test.each([
    ['proftpd/system-wrong-password.log', 'login of lab: rejected 530 USER lab (Login failed): Incorrect password'],
    ['proftpd/syslog-wrong-password.log', 'login of lab: rejected 530 USER lab (Login failed): Incorrect password'],
  ])('tells of a refused login in %s', (file, line) => {
    expect(sessionsOf(readFixture(file))[0]).toEqual(['connected: 198.51.100.2:0 192.0.2.2:0', line]);
  });

  test('tells of an unknown user, a full server, HTTP, a stalled transfer', () => {
    const lines = [
      'USER nobody: no such user found from 198.51.100.2 [198.51.100.2] to 192.0.2.2:21',
      "client sent HTTP command 'GET', disconnecting",
      'Data transfer stall timeout: 3600 seconds',
      'Connection refused (MaxClients 10)',
    ];
    const [session] = sessionsOf(readText(lines.map(line => `${head} ${line}`).join('\n')));
    expect(session?.slice(1)).toEqual([
      `login of nobody: rejected 530 ${lines[0]}`,
      `noise of client: ${lines[1]}`,
      'data ended: timeout',
      'ended: closed',
    ]);
  });

  test('of an older version has names in place of addresses, and times without a year', () => {
    const log = readText(
      [
        'Nov 23 17:00:55 host proftpd[10078] ftp.example.com (client.example.com[203.0.113.1]): FTP session opened.',
        'Nov 23 17:00:57 host proftpd[10078] ftp.example.com (client.example.com[203.0.113.1]): Refused PORT 192,168,1,2,193,116 (address mismatch)',
      ].join('\n'),
    );
    expect(sessionsOf(log)[0]?.[0]).toBe('connected: 203.0.113.1:0 ?');
    expect(log.recordings[0]).toMatchObject({ clock: 'seconds', startedAt: null });
    expect(log.recordings[0]?.events.at(-1)?.atMs).toBe(2000);
  });
});
