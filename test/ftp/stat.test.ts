import { expect, test } from 'vitest';
import { clientAddressIn } from '../../src/ftp/stat.ts';

test.each([
  ['vsftpd', 'FTP server status:\n     Connected to 203.0.113.1\n     Logged in as lab\nEnd of status', '203.0.113.1'],
  ['vsftpd on a dual socket', 'FTP server status:\n     Connected to ::ffff:203.0.113.1\nEnd of status', '203.0.113.1'],
  ['vsftpd on IPv6', 'FTP server status:\n     Connected to 2001:db8::7\nEnd of status', '2001:db8::7'],
  [
    'ProFTPD',
    "Status of 'lab'\n Connected from client.example (203.0.113.1)\n Logged in as lab\nEnd of status",
    '203.0.113.1',
  ],
  [
    'ProFTPD without a name',
    "Status of 'lab'\n Connected from 203.0.113.1 (203.0.113.1)\nEnd of status",
    '203.0.113.1',
  ],
  ['BSD', 'host FTP server status:\n     Connected to client.example (203.0.113.1)\nEnd of status', '203.0.113.1'],
  [
    'BSD, which may give a name alone',
    'host FTP server status:\n     Connected to client.example\nEnd of status',
    null,
  ],
  ['pyftpdlib, whose address is its own', 'FTP server status:\n Connected to: 10.0.0.2:21\nEnd of status.', null],
  ['Pure-FTPd', 'https://www.pureftpd.org/', null],
  ['nothing', '', null],
  ['nonsense', 'Connected to 999.1.1.1\nConnected to (x)\nConnected to [', null],
])('%s', (_product, text, address) => {
  expect(clientAddressIn(text)).toBe(address);
});
