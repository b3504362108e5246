import { describe, expect, test } from 'vitest';
import { redactLines } from './support/redact-lines.ts';

describe('a user’s name', () => {
  test('is replaced wherever it stands, and always by the same', () => {
    const lines = [
      '> USER jane.doe',
      '< 331 Password required for jane.doe',
      '[pid 2] [jane.doe] OK LOGIN',
      'cd /home/jane.doe',
    ];
    const redacted = redactLines(lines, { users: true });
    const [stand = ''] = /(?<=USER ).*/.exec(redacted[0] ?? '') ?? [];
    expect(stand).toMatch(/^[a-z]{4}\.[a-z]{3}$/);
    expect(redacted).toEqual(lines.map(line => line.replace('jane.doe', stand)));
  });

  test.each([
    ['vsftpd', 'Mon Nov 23 00:00:24 2026 [pid 3] [maria] OK LOGIN: Client "192.0.2.1"'],
    ['pyftpdlib', "[I 2026-11-23 11:27:37] 192.0.2.1:53444-[maria] USER 'maria' logged in."],
    ['Pure-FTPd', 'pure-ftpd: (maria@192.0.2.1) [INFO] logged in'],
    ['FileZilla Server', '2026-11-23T10:02:11.123Z >> [FTP Session 3 192.0.2.1 maria] PASV'],
    ['FileZilla Server 0.9', '(000123) 23/11/2026 10:02:11 - maria (192.0.2.1)> PASV'],
    ['ProFTPD', 'proftpd[1] host (client[192.0.2.1]): USER maria: Login successful.'],
    ['an extended log', '192.0.2.1 UNKNOWN maria [23/Nov/2026:10:02:11 +0000] "PASV" 227 -'],
    ['IIS', '2026-11-23 06:27:23 192.0.2.1 maria 192.0.2.5 21 PWD - 257 0 0 - -'],
    ['a URL', 'ftp://maria@host/'],
    ['a listing', '-rw-r--r--    1 maria    maria        1024 Nov 23 10:02 a.txt'],
  ])('is found in what %s writes', (_, line) => {
    expect(redactLines([line], { users: true })[0]).not.toContain('maria');
  });

  test.each(['USER anonymous', '331 User name okay, need password.', '530 Log in with USER and PASS first.'])(
    'is none in "%s"',
    line => {
      expect(redactLines([line], { users: true })).toEqual([line]);
    },
  );

  test('that is also a word of the protocol is replaced in its place alone', () => {
    const [command, other] = redactLines(['USER data', 'STAT data'], {
      users: true,
      speaker: 'client',
    });
    expect(command).not.toContain('data');
    expect(other).toBe('STAT data');
  });
});

describe('a host’s name', () => {
  test('is replaced with those of its domain, in any case, and its top level becomes none', () => {
    const lines = ['Resolving address of ftp.acme.com', '220 FTP.ACME.COM ready', 'see www.acme.com', 'or acme.org'];
    const [first = '', second = '', third = '', fourth = ''] = redactLines(lines, { hosts: true });
    const [name = ''] = /\S+$/.exec(first) ?? [];
    const domain = name.split('.').slice(1).join('.');
    expect(name).toMatch(/^[a-z]{3}\.[a-z]{4}\.zzz$/);
    expect(second).toBe(`220 ${name} ready`);
    expect(third).toMatch(new RegExp(`^see [a-z]{3}\\.${domain}$`));
    expect(fourth).not.toBe(`or ${domain}`);
  });

  test.each([
    ['curl', '* Connected to fileserver (192.0.2.1) port 21 (#0)'],
    ['lftp', '---- Connecting to fileserver (192.0.2.1) port 21'],
    ['a greeting', '220 fileserver FTP server (Version 6.4) ready.'],
    ['syslog', 'Nov 23 17:00:55 fileserver proftpd[1] fileserver (client[192.0.2.1]): FTP session opened.'],
    ['a command', 'HOST fileserver'],
    ['a URL', 'ftp://lab@fileserver/pub'],
  ])('without a domain is found by the words around it: %s', (_, line) => {
    expect(redactLines([line], { hosts: true })[0]).not.toContain('fileserver');
  });

  test.each([
    '220 (vsFTPd 3.0.3)',
    '211-This server is powered by filezilla-project.org',
    'RETR script.py',
    'Connecting to 192.0.2.1:21...',
    'pasv.connect',
    'localhost',
  ])('is none in "%s"', line => {
    expect(redactLines([line], { hosts: true })).toEqual([line]);
  });
});

describe('a file’s name', () => {
  test('is replaced wherever it stands, part by part of its path, and keeps its ending', () => {
    const lines = [
      'RETR /reports/q3.pdf',
      '150 Opening BINARY mode data connection for /reports/q3.pdf (9 bytes).',
      'SIZE q3.pdf',
    ];
    const redacted = redactLines(lines, { files: true });
    expect(redacted[0]).toMatch(/^RETR \/[a-z]{7}\/[a-z]{2}\.pdf$/);
    expect(redacted.join('\n')).not.toMatch(/reports|q3/);
    expect(redacted[2]?.slice(5)).toBe(redacted[0]?.split('/')[2]);
  });

  test.each([
    ['a reply', '257 "/secret place" is the current directory'],
    ['an error', '550 secret.txt: No such file or directory'],
    ['FileZilla', 'Status: Directory listing of "/secret" successful'],
    ['a Windows path', 'Status: Starting upload of C:\\secret\\secret.txt'],
    ['a listing', '-rw-r--r--    1 ftp      ftp          1024 Nov 23 10:02 secret.txt'],
    ['a listing of IIS', '11-23-26  10:02AM                 1024 secret.txt'],
    ['MLSD', 'type=file;size=1024;modify=20261123100211; secret.txt'],
    ['ftp.exe', 'local: secret.txt remote: secret.txt'],
    ['options of LIST', 'LIST -la secret'],
    ['a time of MFMT', 'MFMT 20261123100211 secret.txt'],
  ])('is found in %s', (_, line) => {
    expect(redactLines([line], { files: true })[0]).not.toContain('secret');
  });

  test.each([
    ' MLST type*;size*;modify*;',
    'CWD /',
    'LIST -la',
    '150 Here comes the directory listing.',
    'OPTS MLST type;size;',
  ])('is none in "%s"', line => {
    expect(redactLines([line], { files: true })).toEqual([line]);
  });
});

test('what was not asked for stays', () => {
  const line = 'USER maria, host ftp.acme.com, 192.0.2.1, "/reports"';
  expect(redactLines([line])).toEqual([line]);
});
