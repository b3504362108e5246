import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../core/endpoint.ts';
import { notParsed, type Parsed, parsed } from './parsed.ts';

/** The argument of PORT (RFC 959 §4.1.2): `192,0,2,1,195,149`. Throws RangeError unless the host is a literal IPv4 address. */
export function encodePort({ host, port }: Endpoint): string {
  if (!ipaddr.IPv4.isValidFourPartDecimal(host)) throw new RangeError('PORT can carry only an IPv4 address');
  const { high, low } = portOctets(port);
  return [...host.split('.'), high, low].join(',');
}

/** Reads the argument of PORT. */
export function decodePort(argument: string): Parsed<Endpoint> {
  const text = argument.trim();
  if (!/^\d+(?:[ \t]*,[ \t]*\d+)*$/.test(text)) {
    return notParsed('it is not made of six comma-separated numbers, h1,h2,h3,h4,p1,p2');
  }
  return endpointFrom(text);
}

/** The argument of EPRT (RFC 2428 §2): `|1|192.0.2.1|50069|`. Throws RangeError unless the host is a literal address. */
export function encodeEprt({ host, port }: Endpoint): string {
  if (ipaddr.IPv4.isValidFourPartDecimal(host)) return `|1|${host}|${port}|`;
  if (ipaddr.IPv6.isValid(host)) return `|2|${host}|${port}|`;
  throw new RangeError('EPRT can carry only a literal address');
}

/** Reads the argument of EPRT; the delimiter may be any printable ASCII character. */
export function decodeEprt(argument: string): Parsed<Endpoint> {
  const text = argument.trim();
  const delimiter = text.charAt(0);
  if (!/^[!-~]$/.test(delimiter)) return notParsed('it is not of the form |protocol|address|port|');
  const fields = text.split(delimiter);
  const [before, protocol, host, portText, after] = fields;
  if (fields.length !== 5 || before !== '' || after !== '') {
    return notParsed('it is not of the form |protocol|address|port|');
  }
  if (host === undefined || portText === undefined) return notParsed('it is not of the form |protocol|address|port|');
  if (protocol !== '1' && protocol !== '2') return notParsed('the protocol is neither 1 (IPv4) nor 2 (IPv6)');
  if (protocol === '1' && !ipaddr.IPv4.isValidFourPartDecimal(host)) {
    return notParsed('protocol 1 is named, and the address is not an IPv4 address');
  }
  if (protocol === '2' && !(ipaddr.IPv6.isValid(host) && !host.includes('%'))) {
    return notParsed('protocol 2 is named, and the address is not an IPv6 address');
  }
  const port = portFrom(portText);
  return port.ok ? parsed({ host, port: port.value }) : port;
}

/** Comma-separated numbers. The look-behind keeps a long run of digits from being tried from each of its digits. */
const numberGroup = /(?<!\d)\d+(?:[ \t]*,[ \t]*\d+)+/g;

/**
 * The address in a 227 reply. RFC 959 fixes no text around it, so the first group of six numbers is taken, wherever it
 * stands (RFC 1123 §4.1.2.6); without parentheses, and with spaces after the commas, too.
 */
export function parsePassiveReply(text: string): Parsed<Endpoint> {
  const groups = text.match(numberGroup) ?? [];
  const whole = groups.find(group => numbersIn(group).length >= 6);
  if (whole !== undefined) return endpointFrom(whole);
  const longest = groups.toSorted((a, b) => numbersIn(b).length - numbersIn(a).length)[0];
  return longest === undefined
    ? notParsed('no address in it: six comma-separated numbers, h1,h2,h3,h4,p1,p2, are due')
    : endpointFrom(longest);
}

/**
 * The port in a 229 reply (RFC 2428 §3): `(|||50069|)` with any delimiter (IBM i writes `!`). The parentheses may be
 * missing around `|` and `!`.
 */
export function parseExtendedPassiveReply(text: string): Parsed<number> {
  const match = /\(([!-/:-~])\1\1([^()\s]*?)\1\)/.exec(text) ?? /([|!])\1\1([^()|!\s]*)\1/.exec(text);
  if (match?.[2] !== undefined) return portFrom(match[2]);
  if (/\(([!-/:-~])[12]?\1[0-9a-fA-F.:]+\1\d+\1\)/.test(text)) {
    return notParsed('it names a protocol or an address, which must be left empty, as in (|||50069|)');
  }
  if (parsePassiveReply(text).ok) return notParsed('it has the form of a 227 reply; (|||port|) is due');
  return notParsed('no port in it: (|||port|) is due');
}

/** How PORT and 227 write a port in two octets: `195 × 256 + 149 = 50069`. */
export function explainPort({ port }: Endpoint): string {
  const { high, low } = portOctets(port);
  return `${high} × 256 + ${low} = ${port}`;
}

function portOctets(port: number): { high: number; low: number } {
  return { high: Math.floor(port / 256), low: port % 256 };
}

function numbersIn(group: string): string[] {
  return group.split(',').map(number => number.trim());
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

function endpointFrom(group: string): Parsed<Endpoint> {
  const texts = numbersIn(group);
  if (texts.length !== 6) return notParsed(`${texts.length} numbers where six are due, h1,h2,h3,h4,p1,p2`);
  const octets = texts.map(Number);
  const tooLarge = octets.findIndex(octet => octet > 255);
  if (tooLarge !== -1) {
    return notParsed(`the ${ordinals[tooLarge]} number, ${clipNumber(texts[tooLarge] ?? '')}, is over 255`);
  }
  const [h1, h2, h3, h4, high = 0, low = 0] = octets;
  const port = high * 256 + low;
  return port === 0 ? notParsed('the port is 0') : parsed({ host: `${h1}.${h2}.${h3}.${h4}`, port });
}

function portFrom(text: string): Parsed<number> {
  if (!/^\d+$/.test(text)) return notParsed('the port is not a number');
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? parsed(port) : notParsed(`the port ${clipNumber(text)} is not within 1–65535`);
}

/** A hostile number may have thousands of digits. */
function clipNumber(digits: string): string {
  return digits.length > 12 ? `${digits.slice(0, 12)}…` : digits;
}
