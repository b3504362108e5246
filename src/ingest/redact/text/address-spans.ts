import ipaddr from 'ipaddr.js';
import type { Labels } from '../pseudonyms/address-pseudonyms.ts';

/** An IP address as it is written in a text, from `start` to before `end`. */
export interface AddressSpan {
  readonly kind: 'address';
  readonly start: number;
  readonly end: number;
  readonly address: Labels;
  /** The same place with another address in it, written in the same way and padded with zeros to the same length. */
  write(address: Labels): string;
}

/** Four numbers with dots, no part of a longer number, word or version; `\n1.2.3.4` is the escape of a line end. */
const dotted =
  /(?<![\w.]|\b(?:version|ver|release|build) )\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|(?<=\\[nrt])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/gi;
/** tcpdump puts the port behind one more dot: `192.0.2.1.21 > `. */
const dottedWithPort = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?=\.\d{1,5}(?: >|[:,]|$))/g;
/** The six numbers of PORT and 227, and what is left of them when some are missing or too many. */
const commaSeparated = /(?<![\d.,])\d{1,3}(?:[ \t]{0,4},[ \t]{0,4}\d{1,3}){3,40}(?!\d)/g;
const expectsNumbers = /\b(?:PORT|LPRT|22[78])\b/;
/** Hexadecimal groups with colons, the last of them perhaps a dotted IPv4 address. */
const colonSeparated =
  /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,8}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3}|(?<=:\d{1,3})(?:\.\d{1,3}){3})?(?![\w:])/gi;
/** The address in a name that a provider made of it: `ec2-192-0-2-1.example.net`. Read as one only where it is known. */
const dashed = /(?<![\w.])\d{1,3}(?:-\d{1,3}){3}(?!\d)/g;

/**
 * Finds the IP addresses in a text: dotted, comma-separated as in PORT and 227, and IPv6 in any of its forms. With `isKnown`
 * also with dashes, where the address is known otherwise.
 */
export function findAddresses(
  text: string,
  isKnown: (address: Labels) => boolean = () => false,
): readonly AddressSpan[] {
  const spans: AddressSpan[] = [];
  if (text.includes(':')) spans.push(...matches(text, colonSeparated, ipv6Span));
  if (text.includes('.')) {
    spans.push(...matches(text, dotted, ipv4Span));
    if (text.includes(' > ')) spans.push(...matches(text, dottedWithPort, ipv4Span));
  }
  if (text.includes(',')) {
    const isDue = expectsNumbers.test(text);
    spans.push(...matches(text, commaSeparated, (found, at) => commaSpan(found, at, isDue)));
  }
  if (text.includes('-')) {
    spans.push(...matches(text, dashed, ipv4Span).filter(({ address }) => isKnown(address)));
  }
  return spans;
}

function matches(
  text: string,
  pattern: RegExp,
  read: (found: string, at: number) => AddressSpan | null,
): readonly AddressSpan[] {
  return Array.from(text.matchAll(pattern), found => read(found[0], found.index)).filter(span => span !== null);
}

/** Four numbers with anything between them. */
function ipv4Span(found: string, start: number): AddressSpan | null {
  const texts = found.match(/\d+/g) ?? [];
  const address = texts.map(Number);
  if (address.length !== 4 || address.some(octet => octet > 255)) return null;
  return {
    kind: 'address',
    start,
    end: start + found.length,
    address,
    write(other) {
      let at = 0;
      return found.replace(/\d+/g, digits => String(other[at++]).padStart(isPadded(digits) ? digits.length : 0, '0'));
    },
  };
}

function isPadded(digits: string): boolean {
  return digits.length > 1 && digits.startsWith('0');
}

/** PORT and 227 begin with the address; LPRT and 228 (RFC 1639) with its family and length, `4,4,`. */
function commaSpan(found: string, at: number, isDue: boolean): AddressSpan | null {
  const numbers = found.match(/\d+/g) ?? [];
  if (numbers.length !== 6 && !isDue) return null;
  const family = isDue && numbers.length === 9 ? (/^4[ \t]*,[ \t]*4[ \t]*,[ \t]*/.exec(found)?.[0].length ?? 0) : 0;
  const four = /^\d+(?:[ \t]*,[ \t]*\d+){3}/.exec(found.slice(family))?.[0];
  return four === undefined ? null : ipv4Span(four, at + family);
}

function ipv6Span(found: string, start: number): AddressSpan | null {
  // Times of day and hardware addresses are neither, and told without the cost of an exception.
  if (!found.includes('::') && found.split(':').length < 7) return null;
  if (!ipaddr.IPv6.isValid(found)) return null;
  const groups = ipaddr.IPv6.parse(found).parts;
  const quad = /\d+(?:\.\d+){3}$/.exec(found);
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff;
  if (quad !== null) return ipv4Span(quad[0], start + quad.index);
  if (isMapped) return mappedSpan(found, start, groups);
  return {
    kind: 'address',
    start,
    end: start + found.length,
    address: groups,
    write: other => writeGroups(found, other),
  };
}

/** `::ffff:c000:201`, an IPv4 address in IPv6's clothes. */
function mappedSpan(found: string, start: number, groups: Labels): AddressSpan {
  const [high = 0, low = 0] = groups.slice(6);
  const address = [high >> 8, high & 255, low >> 8, low & 255];
  return {
    kind: 'address',
    start,
    end: start + found.length,
    address,
    write([a = 0, b = 0, c = 0, d = 0]) {
      return writeGroups(found, [...groups.slice(0, 6), (a << 8) | b, (c << 8) | d]);
    },
  };
}

/** Groups of zeros are where they were, so that `::` may stay where it is. */
function writeGroups(found: string, groups: Labels): string {
  const isUpper = /[A-F]/.test(found);
  const written = found.split(':');
  const before = found.includes('::') ? found.slice(0, found.indexOf('::')).split(':').length : 8;
  const behind = written.length - before;
  return written
    .map((digits, at) => {
      if (digits === '') return '';
      const group = groups[at < before ? at : 8 - behind + (at - before)] ?? 0;
      const text = group.toString(16).padStart(digits.length, '0');
      return isUpper ? text.toUpperCase() : text;
    })
    .join(':');
}
