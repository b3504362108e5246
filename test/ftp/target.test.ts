import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseTarget, type TargetParts } from '../../src/ftp/target.ts';

const open: TargetParts = { host: '', port: null, tls: null, user: null, password: null, path: null };

describe('accepts', () => {
  test.each<[string, Partial<TargetParts>]>([
    ['ftp.example.com', { host: 'ftp.example.com' }],
    ['FTP.Example.COM', { host: 'ftp.example.com' }],
    ['ftp.example.com.', { host: 'ftp.example.com.' }],
    ['my_host', { host: 'my_host' }],
    ['localhost:2121', { host: 'localhost', port: 2121 }],
    ['192.0.2.1', { host: '192.0.2.1' }],
    ['192.0.2.1:65535', { host: '192.0.2.1', port: 65_535 }],
    ['[2001:DB8::1]:2121', { host: '2001:db8::1', port: 2121 }],
    ['[2001:db8::1]', { host: '2001:db8::1' }],
    ['2001:db8::1', { host: '2001:db8::1' }],
    ['::1', { host: '::1' }],
    ['user@host:21/pub', { host: 'host', port: 21, user: 'user', path: 'pub' }],
    ['ftp://host', { host: 'host' }],
    ['ftp://host/', { host: 'host' }],
    ['ftp://host/pub/a%20b', { host: 'host', path: 'pub/a b' }],
    ['ftp://host/%2Fetc', { host: 'host', path: '/etc' }],
    ['ftp://host//etc', { host: 'host', path: '/etc' }],
    ['ftp://host/pub;type=a', { host: 'host', path: 'pub' }],
    ['ftp://[::1]:2121/pub', { host: '::1', port: 2121, path: 'pub' }],
    ['FTPS://host', { host: 'host', tls: 'implicit' }],
    ['ftpes://host:21', { host: 'host', port: 21, tls: 'explicit' }],
    ['ftp://user:secret@host', { host: 'host', user: 'user', password: 'secret' }],
    ['ftp://user:@host', { host: 'host', user: 'user', password: '' }],
    ['ftp://us%40er:p%3Ass%2F%25@host', { host: 'host', user: 'us@er', password: 'p:ss/%' }],
    ['ftp://user:p@ss:word@host', { host: 'host', user: 'user', password: 'p@ss:word' }],
    ['ftp://host/mail@list', { host: 'host', path: 'mail@list' }],
    ['ftp://bücher.example', { host: 'xn--bcher-kva.example' }],
    ['bücher.example:2121', { host: 'xn--bcher-kva.example', port: 2121 }],
  ])('%s', (text, parts) => {
    expect(parseTarget(text, domainToASCII)).toEqual({ ok: true, value: { ...open, ...parts } });
  });
});

describe('refuses', () => {
  test.each([
    ['', 'is empty'],
    ['host\r\nDELE x', 'CR, LF or NUL'],
    ['host\0', 'CR, LF or NUL'],
    ['my host', 'write %20 for a space'],
    ['host\x1b[31m', 'control character'],
    ['ftp://host/a%0d%0aDELE', 'the path contains a CR, LF or NUL'],
    ['ftp://us%00er@host', 'the user name contains a CR, LF or NUL'],
    ['ftp://user:secret%0a@host', 'the password contains a CR, LF or NUL'],
    ['ftp://user:secret%zz@host', 'write %25 for a %'],
    ['ftp://', 'the host is empty'],
    ['ftp:///pub', 'the host is empty'],
    [':21', 'the host is empty'],
    ['ftp://user@', 'the host is empty'],
    ['ftp://@host', 'the user name before the @ is empty'],
    ['ftp://:secret@host', 'the user name before the @ is empty'],
    ['ftp:/host', 'two slashes'],
    ['host:', 'a number from 1 to 65535'],
    ['host:0', 'a number from 1 to 65535'],
    ['host:65536', 'a number from 1 to 65535'],
    ['host:-1', 'a number from 1 to 65535'],
    ['user:secret', 'a number from 1 to 65535'],
    ['ftp://user:secret', 'a number from 1 to 65535'],
    ['ftp://user:sec/ret@host', 'write %2F for a slash'],
    ['ftp://user:p@secret/x@host', 'write %2F for a slash'],
    ['ftp://user:sec#ret@host', '%23'],
    ['ftp://user:sec?ret@host', '%3F'],
    ['2001:db8::1:x', 'more than one colon'],
    ['[2001:db8::1', 'the ] is missing'],
    ['2001:db8::1]:21', 'a ] without its ['],
    ['[192.0.2.1]', 'not an IPv6 address'],
    ['[::1]x', 'only a colon and a port may follow'],
    ['[::1]:', 'a number from 1 to 65535'],
    ['fe80::1%eth0', 'zone'],
    ['[fe80::1%25eth0]', 'zone'],
    ['-host', 'not a host name'],
    ['a..b', 'not a host name'],
    [`${'a'.repeat(64)}.example`, 'not a host name'],
    ['a.'.repeat(128), 'not a host name'],
    ['ho*st', 'not a host name'],
    ['ho%41st', 'not a host name'],
    ['\u{fffd}', 'not a host name'],
    ['300.1.1.1', 'neither a name nor an IPv4 address'],
    ['10.1', 'neither a name nor an IPv4 address'],
    ['2130706433', 'neither a name nor an IPv4 address'],
    ['sftp://user:secret@host', 'SFTP is a part of SSH'],
    ['https://host', 'use ftp://'],
  ])('%j', (text, problem) => {
    const target = parseTarget(text, domainToASCII);
    expect(target).toEqual({ ok: false, problem: expect.stringContaining(problem) });
    expect(JSON.stringify(target)).not.toMatch(/secret|\\n/);
  });
});
