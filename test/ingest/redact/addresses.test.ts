import { describe, expect, test } from 'vitest';
import { classifyAddress } from '../../../src/core/address-class.ts';
import { AddressPseudonyms } from '../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import { redactLines } from './support/redact-lines.ts';

function octets(address: string): number[] {
  return address.split('.').map(Number);
}

/** What stands for each address. */
function stands(addresses: readonly string[], keepsLength: boolean): string[] {
  const pseudonyms = new AddressPseudonyms(keepsLength);
  for (const address of addresses) pseudonyms.note(octets(address));
  return addresses.map(address => pseudonyms.of(octets(address)).join('.'));
}

const blocks: readonly (readonly [string, string, RegExp])[] = [
  ['10/8', '10.20.0.2', /^10\./],
  ['172.16/12', '172.31.5.6', /^172\.(?:1[6-9]|2\d|3[01])\./],
  ['192.168/16', '192.168.10.2', /^192\.168\./],
  ['100.64/10', '100.100.1.1', /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./],
  ['link-local', '169.254.3.4', /^169\.254\./],
];

describe.each([true, false])('an address (length kept: %s)', keepsLength => {
  test.each(blocks)('of %s stays in it and becomes another', (_, address, block) => {
    const [stand = ''] = stands([address], keepsLength);
    expect(stand).toMatch(block);
    expect(stand).not.toBe(address);
    expect(classifyAddress(stand)).toBe(classifyAddress(address));
  });

  test.each(['127.0.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '255.255.255.0'])('%s stays', address => {
    expect(stands([address], keepsLength)).toEqual([address]);
  });

  test('that is public becomes one that nobody has', () => {
    const all = stands(['8.8.8.8', '93.184.216.34', '185.199.108.153', '151.101.1.6'], keepsLength);
    for (const stand of all) expect(classifyAddress(stand)).toBe('public');
    expect(all.filter(stand => /^(?:203\.0\.113|198\.51\.100|192\.0\.2|198\.1[89]|24\d|7)\./.test(stand))).toEqual(all);
  });

  test('stays with those of its network, and apart from all others', () => {
    const [a, b, c, d] = stands(['10.1.2.3', '10.1.2.99', '10.1.3.3', '10.1.2.3'], keepsLength).map(octets);
    expect(b?.slice(0, 3)).toEqual(a?.slice(0, 3));
    expect(c?.slice(0, 3)).not.toEqual(a?.slice(0, 3));
    expect(d).toEqual(a);
    expect(b).not.toEqual(a);
  });

  test('is never another one of the source', () => {
    const all = ['192.0.2.1', '192.0.2.2', '203.0.113.1', '198.51.100.7', '10.0.0.1', '10.0.0.2', '192.168.1.1'];
    expect(stands(all, keepsLength).filter(stand => all.includes(stand))).toEqual([]);
  });

  test('has a pseudonym of its own, even where its network is full', () => {
    const all = Array.from({ length: 254 }, (_, host) => `192.168.7.${host + 1}`);
    expect(new Set(stands(all, keepsLength)).size).toBe(254);
  });
});

test('with the length kept, dotted and comma-separated text is as long as before', () => {
  const all = ['8.8.8.8', '1.1.12.123', '52.10.1.20', '93.184.216.34', '185.199.108.153', '151.101.1.69', '10.9.99.1'];
  expect(stands(all, true).map(({ length }) => length)).toEqual(all.map(({ length }) => length));
});

test('without, public addresses become those of documentation and benchmarks alone', () => {
  const all = ['8.8.8.8', '93.184.216.34', '185.199.108.153'];
  for (const stand of stands(all, false)) expect(stand).toMatch(/^(?:203\.0\.113|198\.51\.100|192\.0\.2|198\.1[89])\./);
});

const forms: readonly string[] = [
  '227 Entering Passive Mode (93,184,216,34,156,64).',
  'PORT 93,184,216,34,195,149',
  'PORT 93, 184, 216, 34, 195, 149',
  'EPRT |1|93.184.216.34|50069|',
  '425 Cannot open a connection to 93.184.216.34:50069.',
  "500 I won't open a connection to 10.0.0.5 (only to 93.184.216.34)",
  'Connected to ::ffff:93.184.216.34',
  'IP 93.184.216.34.21 > 10.0.0.5.40000: Flags [S]',
  'LPRT 4,4,93,184,216,34,2,195,149',
  'host ec2-93-184-216-34.compute.example',
];

describe('an address is the same everywhere', () => {
  test.each(forms)('in "%s"', form => {
    const [, line = ''] = redactLines(['* Trying 93.184.216.34:21', form], { ips: true });
    const [stand = ''] =
      /\d+\.\d+\.\d+\.\d+/.exec(redactLines(['* Trying 93.184.216.34:21'], { ips: true })[0] ?? '') ?? [];
    expect(line).not.toMatch(/93[^\d]{1,2}184/);
    expect(line.replace(/, /g, ',')).toMatch(new RegExp(stand.split('.').join('[.,-]')));
    expect(line.length).toBe(form.length + stand.length - '93.184.216.34'.length);
  });
});

describe('no address is seen in', () => {
  test.each([
    'Serv-U FTP Server v15.1.6.25 ready',
    'at 10:02:11, by 02:00:00:00:00:01',
    '1,234,100,200 bytes',
    '227 Entering Passive Mode (300,1,2,3,4,5)',
    'Features: 1.2.3.4.5',
    '229 Entering Extended Passive Mode (|||50069|)',
  ])('"%s"', line => {
    expect(redactLines([line], { ips: true })).toEqual([line]);
  });
});

describe('an IPv6 address', () => {
  test.each([
    ['2a02:26f0:1::5', /^(?:2001:0?db8|3fff:[\da-f]{4}):[1-9a-f]::[1-9a-f]$/],
    ['2001:db8:5::2', /^3fff:[\da-f]{3}:[1-9a-f]::[1-9a-f]$/],
    ['fd12:3456::1', /^fd[\da-f]{2}:[\da-f]{4}::[1-9a-f]$/],
    ['fe80::1a2b:3cff:fe4d:5e6f', /^fe80::(?:[\da-f]{4}:){3}[\da-f]{4}$/],
    ['2001:0DB8:0005:0000:0000:0000:0000:0002', /^3FFF:[\dA-F]{4}:[\dA-F]{4}:0000:0000:0000:0000:[\dA-F]{4}$/],
  ])('%s keeps its form and class', (address, form) => {
    const [line = ''] = redactLines([`EPRT |2|${address}|50069|`], { ips: true });
    const stand = line.slice('EPRT |2|'.length, -'|50069|'.length);
    expect(stand).toMatch(form);
    expect(stand).not.toBe(address);
    expect(stand).toHaveLength(address.length);
    expect(classifyAddress(stand)).toBe(classifyAddress(address));
  });

  test.each(['::1', '::', 'ff02::1'])('%s stays', address => {
    expect(redactLines([`to [${address}]:21`], { ips: true })).toEqual([`to [${address}]:21`]);
  });

  test('is the same however it is written', () => {
    const [a, b] = redactLines(['(2001:db8:5::2)', '(2001:db8:5:0:0:0:0:2)'], { ips: true });
    expect(b?.replace(':0:0:0:0:', '::')).toBe(a);
  });
});
