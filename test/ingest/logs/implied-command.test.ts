import { expect, test } from 'vitest';
import { impliedCommand } from '../../../src/ingest/logs/implied-command.ts';

test.each([
  ['227 Entering Passive Mode (192,0,2,2,156,64).', 'PASV'],
  ['229 Entering Extended Passive Mode (|||40000|)', 'EPSV'],
  ['331 Please specify the password.', 'USER'],
  ['211-Features:', 'FEAT'],
  ['200 PORT command successful. Consider using PASV.', 'PORT'],
  ['200 EPRT command successful. Consider using EPSV.', 'EPRT'],
  ['500 Illegal PORT command.', 'PORT'],
  ['150 Here comes the directory listing.', 'LIST'],
  ['150 Ok to send data.', 'STOR'],
  ['150 Opening BINARY mode data connection for a.txt (12 bytes).', 'RETR'],
])('%s answers %s', (line, command) => {
  expect(impliedCommand(line, 'NLST')).toBe(command);
});

test('a transfer whose reply does not tell which is the one that is most likely', () => {
  expect(impliedCommand('425 Failed to establish connection.', 'RETR')).toBe('RETR');
});

test.each(['220 hello', '250 Okay.', '550 No such file.', '421 Timeout.', 'no reply'])('%s can answer any', line => {
  expect(impliedCommand(line, 'LIST')).toBeNull();
});
