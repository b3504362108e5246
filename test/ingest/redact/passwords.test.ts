import { describe, expect, test } from 'vitest';
import { redactLines } from './support/redact-lines.ts';

describe('a password is taken out where', () => {
  test.each([
    ['a command has it', 'PASS s3cr3t word', 'PASS ****'],
    [
      'FileZilla wrote it',
      '2026-11-23 00:50:23 481 1 Command: PASS s3cr3t',
      '2026-11-23 00:50:23 481 1 Command: PASS ****',
    ],
    ['curl wrote it', '> PASS s3cr3t', '> PASS ****'],
    ['lftp wrote it', '---> PASS s3cr3t', '---> PASS ****'],
    ["Python's ftplib wrote it", "*put* 'PASS s3cr3t\\r\\n'", "*put* 'PASS ****\\r\\n'"],
    ['rclone wrote it', 'DEBUG : FTP Tx: "PASS s3cr3t"', 'DEBUG : FTP Tx: "PASS ****"'],
    [
      'Go wrote several commands at once',
      '"USER lab\\r\\nPASS s3cr3t\\r\\nPWD\\r\\n"',
      '"USER lab\\r\\nPASS ****\\r\\nPWD\\r\\n"',
    ],
    ['ncftp wrote it', '2026-11-23 10:02:11  Cmd: PASS s3cr3t', '2026-11-23 10:02:11  Cmd: PASS ****'],
    [
      'vsftpd wrote it',
      '[pid 2] [lab] FTP command: Client "192.0.2.1", "PASS s3cr3t"',
      '[pid 2] [lab] FTP command: Client "192.0.2.1", "PASS ****"',
    ],
    [
      'ProFTPD wrote it',
      '192.0.2.1 UNKNOWN lab [23/Nov/2026:10:02:11 +0000] "PASS s3cr3t" 230 -',
      '192.0.2.1 UNKNOWN lab [23/Nov/2026:10:02:11 +0000] "PASS ****" 230 -',
    ],
    [
      'FileZilla Server wrote it',
      '(000123) 23/11/2026 10:02:11 - lab (192.0.2.1)> PASS s3cr3t',
      '(000123) 23/11/2026 10:02:11 - lab (192.0.2.1)> PASS ****',
    ],
    [
      'IIS wrote it',
      '2026-11-23 06:27:23 192.0.2.1 lab 192.0.2.5 21 PASS s3cr3t 230 0 0 - -',
      '2026-11-23 06:27:23 192.0.2.1 lab 192.0.2.5 21 PASS **** 230 0 0 - -',
    ],
    [
      'tshark wrote it',
      '   12 0.1 192.0.2.1 → 192.0.2.5 FTP 83 Request: PASS s3cr3t',
      '   12 0.1 192.0.2.1 → 192.0.2.5 FTP 83 Request: PASS ****',
    ],
    ['somebody typed it', 'ftp> quote pass s3cr3t', 'ftp> quote pass ****'],
    ['somebody typed it by itself', 'pass s3cr3t', 'pass ****'],
    ['it is an account', 'ACCT s3cr3t', 'ACCT ****'],
    ['it is changed', 'SITE PSWD old new', 'SITE PSWD ****'],
    ['it stands in a URL', 'curl ftp://lab:s3cr3t@ftp.example.com/pub', 'curl ftp://lab:****@ftp.example.com/pub'],
    ['it has an @ itself', 'ftp://lab:s3@cr/3t@host/', 'ftp://lab:****@host/'],
    ['it is an option of curl', 'curl -v --user lab:s3cr3t host', 'curl -v --user lab:**** host'],
    ['it is an option of lftp', 'lftp -u lab,s3cr3t host', 'lftp -u lab,**** host'],
    ['it is an option of wget', 'wget --ftp-password=s3cr3t ftp://host/', 'wget --ftp-password=**** ftp://host/'],
    [
      'it is an option of WinSCP',
      'winscp.com /command "open ftp://lab@host/" /password=s3cr3t',
      'winscp.com /command "open ftp://lab@host/" /password=****',
    ],
    ['it is a setting', '  ftp_password = "s3cr3t word"', '  ftp_password = "****"'],
    ['it was asked for', 'Password: s3cr3t', 'Password: ****'],
    ['it is in a netrc', 'machine host login lab password s3cr3t', 'machine host login lab password ****'],
    ['it is in a netrc by itself', '    password s3cr3t', '    password ****'],
    ['it is in a header', 'Authorization: Basic bGFiOnMzY3IzdA==', 'Authorization: Basic ****'],
    ['it is typed behind the user', 'ftp> user lab s3cr3t', 'ftp> user lab ****'],
    ['it is in FileZilla’s sites', '<Pass encoding="base64">czNjcjN0</Pass>', '<Pass encoding="base64">****</Pass>'],
  ])('%s', (_, line, redacted) => {
    expect(redactLines([line])).toEqual([redacted]);
  });
});

describe('what is no password stays where', () => {
  test.each([
    ['it was masked already', 'Command: PASS **********'],
    ['it was masked with a word', 'Client "192.0.2.1", "PASS <password>"'],
    ['it was hidden, and answered', '192.0.2.1 PASS (hidden): 230 User lab logged in'],
    ['it was hidden', '"PASS (hidden)" 230 -'],
    ['a reply speaks of the command', '530 Log in with USER and PASS first.'],
    ['a log has such a reply', '<--- 503 PASS not expected'],
    ['a sentence speaks of it', 'The server refused the login of lab: the user or the password is wrong.'],
    ['a reply speaks of a login', '530 You must login first, password required'],
    ['HELP lists commands', ' ABOR  ACCT  ALLO  APPE  PASS  PASV'],
    ['a reply asks for it', '331 Please specify the password.'],
    ['a port stands in its place', 'ftp://ftp.example.com:2121/pub'],
    ['a word ends like the command', 'COMPASS north'],
  ])('%s', (_, line) => {
    expect(redactLines([line])).toEqual([line]);
  });
});

test('a password is taken out of replies that repeat it, and of URLs that encode it', () => {
  expect(redactLines(['> PASS Lab-pw-7!x', '< 530 No Lab-pw-7!x here', 'ftp.example.com?Lab-pw-7%21x'])).toEqual([
    '> PASS ****',
    '< 530 No **** here',
    'ftp.example.com?****',
  ]);
});

test('a password that is a word of the protocol, or the user’s name, is taken out only where it stands for a password', () => {
  expect(
    redactLines(['USER lab', 'PASS lab', '230 User lab logged in', 'PASS password', '331 Give a password']),
  ).toEqual(['USER lab', 'PASS ****', '230 User lab logged in', 'PASS ****', '331 Give a password']);
});

test('of two passwords, one of which is the beginning of the other, nothing is left', () => {
  expect(redactLines(['PASS secrets', 'PASS secrets-of-mine', '500 secrets-of-mine secrets'])[2]).toBe('500 **** ****');
});

test('with the length kept, a password becomes as many x', () => {
  expect(redactLines(['PASS Lab-pw-7!x'], { speaker: 'client', keepsLength: true })).toEqual(['PASS xxxxxxxxxx']);
});

test.each([
  ['ASS Lab-pw-7!x', 'ASS xxxxxxxxxx'],
  ['XLOGIN maria Lab-pw-7!x', 'XLOGIN xxxxxxxxxxxxxxxx'],
  ['--    1 0 PASS Lab-pw-7!x', '--    1 0 PASS xxxxxxxxxx'],
  ['SIZE Lab', 'SIZE Lab'],
])('of what a client sent, nothing goes with a command that nobody knows: %s', (line, redacted) => {
  expect(redactLines([line], { speaker: 'client', keepsLength: true })).toEqual([redacted]);
});

test('a client’s own line is a command whatever else it may look like', () => {
  expect(redactLines(['PASS first'], { speaker: 'client' })).toEqual(['PASS ****']);
  expect(redactLines(['pass PASV'], { speaker: 'client' })).toEqual(['pass ****']);
});
