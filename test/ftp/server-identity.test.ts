import { expect, test } from 'vitest';
import { type IdentifyingTexts, identifyServer } from '../../src/ftp/server-identity.ts';

const silent: IdentifyingTexts = { greeting: '', syst: '', feat: '', stat: '' };
const vsftpdFeatures = 'Features:\n EPRT\n EPSV\n MDTM\n PASV\n REST STREAM\n SIZE\n TVFS\nEnd';

test.each<[string, string, Partial<IdentifyingTexts>]>([
  ['vsftpd', 'vsftpd 3.0.3', { greeting: '(vsFTPd 3.0.3)', syst: 'UNIX Type: L8' }],
  [
    'vsftpd',
    'vsftpd 3.0.3',
    { greeting: 'Welcome', stat: 'FTP server status:\n     vsFTPd 3.0.3 - secure, fast, stable\nEnd' },
  ],
  ['vsftpd', 'vsftpd', { greeting: 'Welcome', feat: vsftpdFeatures }],
  ['vsftpd', 'vsftpd', { greeting: 'OOPS: cannot read user list file' }],
  ['proftpd', 'ProFTPD', { greeting: 'ProFTPD Server (lab) [192.0.2.2]' }],
  ['proftpd', 'ProFTPD 1.3.5e', { greeting: 'ProFTPD 1.3.5e Server (Debian) [::ffff:192.0.2.2]' }],
  ['proftpd', 'ProFTPD', { greeting: 'Welcome', stat: "Status of 'lab'\n Connected from x (203.0.113.1)\nEnd" }],
  ['proftpd', 'ProFTPD', { feat: 'Features:\n MDTM\n MFF modify;UNIX.group;UNIX.mode;\n SIZE\nEnd' }],
  ['pure-ftpd', 'Pure-FTPd', { greeting: '--------- Welcome to Pure-FTPd [privsep] [TLS] ----------\nYou are user' }],
  ['pure-ftpd', 'Pure-FTPd', { greeting: 'Welcome', feat: 'Extensions supported:\n ESTA\n PASV\nEnd.' }],
  ['filezilla-server', 'FileZilla Server 1.9.4', { greeting: 'FileZilla Server 1.9.4\nPlease visit https://x/' }],
  ['filezilla-server', 'FileZilla Server 0.9.60 beta', { greeting: 'FileZilla Server 0.9.60 beta\nwritten by' }],
  ['filezilla-server', 'FileZilla Server', { greeting: 'Welcome', syst: 'UNIX emulated by FileZilla.' }],
  ['iis', 'Microsoft IIS', { greeting: 'Microsoft FTP Service', syst: 'Windows_NT' }],
  [
    'iis',
    'Microsoft IIS',
    { greeting: 'Welcome', feat: 'Extended features supported:\n AUTH TLS;TLS-C;SSL;TLS-P;\nEND' },
  ],
  ['pyftpdlib', 'pyftpdlib 1.5.7', { greeting: 'pyftpdlib 1.5.7 ready.' }],
  ['pyftpdlib', 'pyftpdlib', { greeting: 'lab ready.', feat: 'Features supported:\n EPRT\n UTF8\nEnd FEAT.' }],
  ['pyftpdlib', 'pyftpdlib', { greeting: 'lab ready.', stat: 'FTP server status:\n Connected to: 10.0.0.2:21\nEnd' }],
  ['serv-u', 'Serv-U 15.1', { greeting: 'Serv-U FTP Server v15.1 ready...' }],
  ['ibm-zos', 'IBM z/OS FTP V2R4', { greeting: 'FTPD1 IBM FTP CS V2R4 at HOST, 10:00:00.' }],
  ['ibm-zos', 'IBM z/OS FTP', { syst: 'MVS is the operating system of this server. FTP Server is running on z/OS.' }],
  [
    'apache-ftpserver',
    'Apache FtpServer',
    { greeting: 'Service ready for new user.', syst: 'UNIX Type: Apache FtpServer' },
  ],
  ['titan', 'Titan FTP Server 19.0', { greeting: 'Titan FTP Server 19.0 Ready.' }],
  ['inetutils', 'GNU inetutils 2.4', { greeting: 'host FTP server (GNU inetutils 2.4) ready.' }],
  ['aws-transfer', 'AWS Transfer Family', { greeting: 'FTP Server ready.' }],
  ['unknown', '', { greeting: 'ready', syst: 'UNIX' }],
  ['unknown', '', { greeting: 'Welcome', syst: 'XXXXXXXXXX' }],
  ['unknown', '', {}],
])('%s: %s', (product, name, texts) => {
  expect(identifyServer({ ...silent, ...texts })).toEqual({ product, name });
});

test('a rewritten greeting does not outweigh SYST', () => {
  expect(identifyServer({ ...silent, greeting: '(vsFTPd 3.0.3)', syst: 'Windows_NT' }).product).toBe('iis');
});

test('the version is short and printable, or not told', () => {
  expect(identifyServer({ ...silent, greeting: '(vsFTPd 3.0\x1b[31m)' }).name).toBe('vsftpd 3.0');
  expect(identifyServer({ ...silent, greeting: `(vsFTPd 3.${'0'.repeat(100)})` }).name).toBe('vsftpd');
});
