import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CheckFlags } from '../../src/cli/check-flags.ts';
import { type CheckOptions, readCheckOptions } from '../../src/cli/check-options.ts';

const read = (target: string, flags: Partial<CheckFlags> = {}) => readCheckOptions(target, { color: true, ...flags });
const options = (target: string, flags: Partial<CheckFlags> = {}): CheckOptions => read(target, flags).options;

describe('readCheckOptions', () => {
  test('a bare host gets every default', () => {
    expect(read('ftp.example.com')).toEqual({
      options: {
        host: 'ftp.example.com',
        port: 21,
        tls: 'auto',
        path: '',
        family: null,
        address: null,
        modes: ['PASV', 'EPSV', 'PORT', 'EPRT'],
        sourceAddress: null,
        activeAddress: null,
        activePorts: null,
        cacert: null,
        insecure: false,
        followUps: 'usual',
        trace: false,
        idleMs: 0,
        connectTimeoutMs: 10_000,
        totalTimeoutMs: 60_000,
      },
      login: { user: null, urlPassword: null },
    });
  });

  test('a URL gives host, port, login and path', () => {
    const { options, login } = read('ftpes://ann:s%40fe@ftp.example.com:2121/in/box');
    expect(options).toMatchObject({ host: 'ftp.example.com', port: 2121, tls: 'explicit', path: 'in/box' });
    expect(login).toEqual({ user: 'ann', urlPassword: 's@fe' });
  });

  test('an international name is sent in its ASCII form', () => {
    expect(options('bücher.example').host).toBe('xn--bcher-kva.example');
  });

  test('implicit TLS moves to port 990, unless a port is given', () => {
    expect(options('ftps://ftp.example.com')).toMatchObject({ tls: 'implicit', port: 990 });
    expect(options('ftp.example.com', { tls: 'implicit' })).toMatchObject({ tls: 'implicit', port: 990 });
    expect(options('ftps://ftp.example.com:2990').port).toBe(2990);
  });

  test('modes are taken once each, in their usual order, by name or by family', () => {
    expect(options('host', { modes: 'eprt,PASV' }).modes).toEqual(['PASV', 'EPRT']);
    expect(options('host', { modes: 'active, pasv, port' }).modes).toEqual(['PASV', 'PORT', 'EPRT']);
  });

  test('--quick and --thorough say how far experiments go, and exclude each other', () => {
    expect(options('host', { quick: true }).followUps).toBe('none');
    expect(options('host', { thorough: true }).followUps).toBe('thorough');
    expect(() => options('host', { quick: true, thorough: true })).toThrow('exclude each other');
  });

  test('--idle comes on top of the time for the whole run', () => {
    expect(options('host', { idle: '90' })).toMatchObject({ idleMs: 90_000, totalTimeoutMs: 150_000 });
  });

  test('the family follows -4, -6 or the source address', () => {
    expect(options('host', { ipv6: true }).family).toBe(6);
    expect(options('host', { source: '192.0.2.7' })).toMatchObject({ family: 4, sourceAddress: '192.0.2.7' });
    expect(options('host', { source: '[2001:db8::7]' })).toMatchObject({ family: 6, sourceAddress: '2001:db8::7' });
  });

  test('durations take units, and count seconds without one', () => {
    expect(options('host', { connectTimeout: '250ms', timeout: '2m' })).toMatchObject({
      connectTimeoutMs: 250,
      totalTimeoutMs: 120_000,
    });
    expect(options('host', { connectTimeout: '1.5' }).connectTimeoutMs).toBe(1_500);
  });

  test('active ports may be one port or a range', () => {
    expect(options('host', { activePorts: '50000-50010' }).activePorts).toEqual({ low: 50_000, high: 50_010 });
    expect(options('host', { activePorts: '50000' }).activePorts).toEqual({ low: 50_000, high: 50_000 });
  });

  test.each<[string, Partial<CheckFlags>, RegExp]>([
    ['host', { ipv4: true, ipv6: true }, /-4 and -6 exclude each other/],
    ['2001:db8::1', { ipv4: true }, /is an IPv6 address, which -4 rules out/],
    ['192.0.2.1', { source: '2001:db8::7' }, /which --source 2001:db8::7 rules out/],
    ['host', { source: '192.0.2.7', ipv6: true }, /--source 192\.0\.2\.7 is not an IPv6 address/],
    ['host', { source: 'eth0' }, /--source eth0 is not an IP address/],
    ['host', { activeAddress: 'me.example' }, /--active-address me\.example is not an IP address/],
    ['host', { activePorts: '20-30' }, /--active-ports 20-30 is not a range/],
    ['host', { activePorts: '50010-50000' }, /is not a range/],
    ['host', { activePorts: '50000-70000' }, /is not a range/],
    ['host', { modes: '' }, /“” is no mode/],
    ['host', { modes: 'constructor' }, /“constructor” is no mode/],
    ['host', { tls: 'yes' }, /--tls yes is not known: use auto, explicit, implicit, off/],
    ['ftps://host', { tls: 'off' }, /asks for implicit TLS and --tls for off/],
    ['ftp://ann@host', { user: 'bob' }, /names user ann and --user names bob/],
    ['host', { user: '' }, /--user is empty/],
    ['host', { user: 'a\r\nDELE x' }, /--user must be a single line/],
    ['host', { path: 'a\0b' }, /--path must be a single line/],
    ['host', { timeout: 'soon' }, /--timeout soon is not a duration/],
    ['host', { timeout: '0.5' }, /--timeout 0\.5 is outside of 1 to 3600 seconds/],
    ['host', { connectTimeout: '1h' }, /is not a duration/],
    ['host', { cacert: '/no/such/file' }, /--cacert \/no\/such\/file cannot be read: there is no such file/],
  ])('%s with %j is refused', (target, flags, says) => {
    expect(() => read(target, flags)).toThrow(says);
  });
});

describe('--cacert', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-cacert-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['no certificate at all', 'hello', /holds no PEM certificate/],
    ['a damaged one', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', /certificate 1 is damaged/],
  ])('a file with %s is refused before anything is sent', (_title, text, says) => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, text);
    expect(() => read('host', { cacert: file })).toThrow(says);
  });
});
