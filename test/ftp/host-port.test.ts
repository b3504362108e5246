import { describe, expect, test } from 'vitest';
import {
  decodeEprt,
  decodePort,
  encodeEprt,
  encodePort,
  explainPort,
  parseExtendedPassiveReply,
  parsePassiveReply,
} from '../../src/ftp/host-port.ts';

const endpoint = { host: '192.0.2.1', port: 50_069 };

describe('PORT', () => {
  test('writes address and port as six numbers', () => {
    expect(encodePort(endpoint)).toBe('192,0,2,1,195,149');
    expect(explainPort(endpoint)).toBe('195 × 256 + 149 = 50069');
  });

  test('cannot carry IPv6', () => {
    expect(() => encodePort({ host: '2001:db8::1', port: 21 })).toThrow(RangeError);
  });

  test('reads back every port that it writes', () => {
    for (let port = 1; port <= 65_535; port += 127) {
      const written = { host: '10.0.0.255', port };
      expect(decodePort(encodePort(written))).toEqual({ ok: true, value: written });
    }
  });

  test.each([
    ['192,0,2,1,195', '5 numbers where six are due, h1,h2,h3,h4,p1,p2'],
    ['192,0,2,1,195,149,1', '7 numbers where six are due, h1,h2,h3,h4,p1,p2'],
    ['192,0,2,256,195,149', 'the fourth number, 256, is over 255'],
    ['192,0,2,1,0,0', 'the port is 0'],
    ['192.0.2.1:50069', 'it is not made of six comma-separated numbers, h1,h2,h3,h4,p1,p2'],
    ['', 'it is not made of six comma-separated numbers, h1,h2,h3,h4,p1,p2'],
  ])('refuses %j', (argument, problem) => {
    expect(decodePort(argument)).toEqual({ ok: false, problem });
  });
});

describe('EPRT', () => {
  test.each([
    ['|1|192.0.2.1|50069|', endpoint],
    ['|2|2001:db8::1|5282|', { host: '2001:db8::1', port: 5282 }],
  ])('writes and reads %s', (argument, value) => {
    expect(encodeEprt(value)).toBe(argument);
    expect(decodeEprt(argument)).toEqual({ ok: true, value });
  });

  test('reads other delimiters', () => {
    expect(decodeEprt('!1!192.0.2.1!50069!')).toEqual({ ok: true, value: endpoint });
  });

  test.each([
    ['', 'it is not of the form |protocol|address|port|'],
    ['|1|192.0.2.1|50069', 'it is not of the form |protocol|address|port|'],
    ['|3|192.0.2.1|50069|', 'the protocol is neither 1 (IPv4) nor 2 (IPv6)'],
    ['|1|2001:db8::1|50069|', 'protocol 1 is named, and the address is not an IPv4 address'],
    ['|2|192.0.2.1|50069|', 'protocol 2 is named, and the address is not an IPv6 address'],
    ['|1|192.0.2.1|0|', 'the port 0 is not within 1–65535'],
    ['|1|192.0.2.1|x|', 'the port is not a number'],
  ])('refuses %j', (argument, problem) => {
    expect(decodeEprt(argument)).toEqual({ ok: false, problem });
  });
});

describe('227', () => {
  test.each([
    'Entering Passive Mode (192,0,2,1,195,149).',
    'Entering passive mode (192,0,2,1,195,149).',
    'Entering Passive Mode (192,0,2,1,195,149)',
    'Entering Passive Mode 192,0,2,1,195,149',
    'Entering Passive Mode. 192, 0, 2, 1, 195, 149',
    '(192,0,2,1,195,149)',
    '=192,0,2,1,195,149',
    'Server 2 is ready, Entering Passive Mode (192,0,2,1,195,149)',
    'listen socket created\n(192,0,2,1,195,149)',
    '227 Entering Passive Mode (192,0,2,1,195,149).',
    'Entering Passive Mode (192,000,002,001,195,149)',
  ])('%j', text => {
    expect(parsePassiveReply(text)).toEqual({ ok: true, value: endpoint });
  });

  test('keeps addresses that make no sense, for others to judge', () => {
    expect(parsePassiveReply('Entering Passive Mode (0,0,0,0,156,64).')).toEqual({
      ok: true,
      value: { host: '0.0.0.0', port: 40_000 },
    });
  });

  test.each([
    ['Entering Passive Mode', 'no address in it: six comma-separated numbers, h1,h2,h3,h4,p1,p2, are due'],
    ['Entering Passive Mode (192,0,2,1)', '4 numbers where six are due, h1,h2,h3,h4,p1,p2'],
    ['Entering Passive Mode (192,0,2,1,-4,5)', '4 numbers where six are due, h1,h2,h3,h4,p1,p2'],
    ['Entering Passive Mode (1,2,3,4,5,6,7)', '7 numbers where six are due, h1,h2,h3,h4,p1,p2'],
    ['Entering Passive Mode (192,0,300,1,195,149)', 'the third number, 300, is over 255'],
    ['Entering Passive Mode (192,0,2,1,256,0)', 'the fifth number, 256, is over 255'],
    ['Entering Passive Mode (192,0,2,1,0,0)', 'the port is 0'],
    [`(${'9'.repeat(50)},0,2,1,1,1)`, 'the first number, 999999999999…, is over 255'],
    [
      'Entering Extended Passive Mode (|||50069|)',
      'no address in it: six comma-separated numbers, h1,h2,h3,h4,p1,p2, are due',
    ],
  ])('refuses %j', (text, problem) => {
    expect(parsePassiveReply(text)).toEqual({ ok: false, problem });
  });
});

describe('229', () => {
  test.each([
    'Entering Extended Passive Mode (|||50069|)',
    'Entering Extended Passive Mode (|||50069|).',
    'Extended Passive mode OK (|||50069|)',
    'Entering Extended Passive Mode (!!!50069!)',
    'Entering Extended Passive Mode |||50069|',
    '(local) (|||50069|)',
  ])('%j', text => {
    expect(parseExtendedPassiveReply(text)).toEqual({ ok: true, value: 50_069 });
  });

  test.each([
    ['Entering Extended Passive Mode', 'no port in it: (|||port|) is due'],
    ['Entering Extended Passive Mode...50069.', 'no port in it: (|||port|) is due'],
    ['Entering Extended Passive Mode (|||0|)', 'the port 0 is not within 1–65535'],
    ['Entering Extended Passive Mode (|||65536|)', 'the port 65536 is not within 1–65535'],
    ['Entering Extended Passive Mode (|||ftp|)', 'the port is not a number'],
    ['Entering Extended Passive Mode (||||)', 'the port is not a number'],
    [
      'Entering Extended Passive Mode (|1|192.0.2.1|50069|)',
      'it names a protocol or an address, which must be left empty, as in (|||50069|)',
    ],
    ['Entering Passive Mode (192,0,2,1,195,149)', 'it has the form of a 227 reply; (|||port|) is due'],
  ])('refuses %j', (text, problem) => {
    expect(parseExtendedPassiveReply(text)).toEqual({ ok: false, problem });
  });
});
