import ipaddr from 'ipaddr.js';
import { isSafeArgument } from './command.ts';
import { notParsed, type Parsed, parsed } from './parsed.ts';

/** What a target names; null for what it leaves open. */
export interface TargetParts {
  /** ASCII host name in lower case, or a literal address without brackets. */
  readonly host: string;
  readonly port: number | null;
  /** From the scheme: `ftps:` is implicit, `ftpes:` explicit, `ftp:` and none leave it open. */
  readonly tls: 'implicit' | 'explicit' | null;
  readonly user: string | null;
  /** Must never be shown. */
  readonly password: string | null;
  /** Relative to the directory after login (RFC 1738 §3.2.2), unless it begins with `/`. */
  readonly path: string | null;
}

const tlsOfScheme: Readonly<Record<string, TargetParts['tls']>> = { ftp: null, ftps: 'implicit', ftpes: 'explicit' };

/**
 * Reads `host`, `host:port`, `[v6]:port`, a bare IPv6 address, or `ftp://user:password@host:port/path;type=a` with the
 * schemes ftp, ftps and ftpes. User, password and path are percent-decoded.
 *
 * A problem never quotes the text: a misplaced `@` or `/` can make a password look like any other part.
 *
 * @param toAscii gives the A-label form of an international name, or an empty text when it has none.
 */
export function parseTarget(text: string, toAscii: (host: string) => string): Parsed<TargetParts> {
  if (text === '') return notParsed('the target is empty: a host name is due, such as ftp.example.com');
  if (!isSafeArgument(text)) return notParsed('the target contains a CR, LF or NUL, which no host or path may have');
  if (/[\x01-\x20\x7f]/.test(text)) {
    return notParsed('the target contains a space or a control character: write %20 for a space');
  }
  if (ipaddr.IPv6.isValid(text)) return bareAddress(text);

  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !Object.hasOwn(tlsOfScheme, scheme)) return notParsed(schemeProblem(scheme));
  if (/^(?:ftp|ftps|ftpes|sftp):\/[^/]/i.test(text))
    return notParsed('two slashes are due after the scheme: ftp://host');
  const afterScheme = scheme === undefined ? text : text.slice(scheme.length + '://'.length);

  const slash = afterScheme.indexOf('/');
  const authority = slash === -1 ? afterScheme : afterScheme.slice(0, slash);
  const rawPath = slash === -1 ? '' : afterScheme.slice(slash + 1);
  if (/[?#\\]/.test(authority)) {
    return notParsed('a ?, # or \\ stands before the path: in a password write %3F, %23 or %5C');
  }
  if (rawPath.includes('@') && authority.includes(':')) {
    return notParsed('an @ follows a slash: write %2F for a slash in a password, or %40 for an @ in a path');
  }

  const at = authority.lastIndexOf('@');
  const hostAndPort = splitHostAndPort(authority.slice(at + 1));
  if (!hostAndPort.ok) return hostAndPort;
  const host = checkHost(hostAndPort.value.host, toAscii);
  if (!host.ok) return host;
  const credentials = splitCredentials(at === -1 ? null : authority.slice(0, at));
  if (!credentials.ok) return credentials;
  const path = decode(rawPath.replace(/;type=[aid]$/i, ''), 'path');
  if (!path.ok) return path;
  return parsed({
    host: host.value,
    port: hostAndPort.value.port,
    tls: scheme === undefined ? null : (tlsOfScheme[scheme] ?? null),
    ...credentials.value,
    path: path.value === '' ? null : path.value,
  });
}

function bareAddress(text: string): Parsed<TargetParts> {
  if (text.includes('%')) return notParsed(zoneProblem);
  return parsed({ host: text.toLowerCase(), port: null, tls: null, user: null, password: null, path: null });
}

const zoneProblem = 'an IPv6 address with a zone (%) cannot be used: give a global or unique local address';

function schemeProblem(scheme: string): string {
  if (scheme === 'sftp' || scheme === 'ssh' || scheme === 'scp') {
    return 'SFTP is a part of SSH and not FTP, so it has no active or passive mode: check it with ssh, or give an ftp:// target';
  }
  return 'the scheme is not one of FTP: use ftp://, ftps:// (implicit TLS) or ftpes:// (explicit TLS)';
}

interface HostAndPort {
  readonly host: string;
  readonly port: number | null;
}

function splitHostAndPort(text: string): Parsed<HostAndPort> {
  if (text.startsWith('[')) return splitBracketed(text);
  if (text.includes(']')) return notParsed('a ] without its [: write an IPv6 address as [2001:db8::1]:21');
  const [host = '', portText, ...more] = text.split(':');
  if (more.length > 0) {
    return notParsed('more than one colon in the host: write an IPv6 address as [2001:db8::1]:21');
  }
  return withPort(host, portText);
}

function splitBracketed(text: string): Parsed<HostAndPort> {
  const end = text.indexOf(']');
  if (end === -1) return notParsed('the ] is missing: write an IPv6 address as [2001:db8::1]:21');
  const host = text.slice(1, end);
  if (host.includes('%')) return notParsed(zoneProblem);
  if (!ipaddr.IPv6.isValid(host)) return notParsed('what stands in brackets is not an IPv6 address');
  const rest = text.slice(end + 1);
  if (rest === '') return withPort(host, undefined);
  if (!rest.startsWith(':')) return notParsed('only a colon and a port may follow the ]: write [2001:db8::1]:21');
  return withPort(host, rest.slice(1));
}

function withPort(host: string, text: string | undefined): Parsed<HostAndPort> {
  if (text === undefined) return parsed({ host, port: null });
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) {
    return notParsed('what follows the colon is not a port: a number from 1 to 65535 is due, as in host:21');
  }
  return parsed({ host, port });
}

/** Underscores are not allowed in host names (RFC 1123 §2.1), and are met in the names of machines all the same. */
const hostName =
  /^(?=.{1,254}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?$/;

function checkHost(text: string, toAscii: (host: string) => string): Parsed<string> {
  if (text === '') return notParsed('the host is empty: a name or an address is due, such as ftp.example.com');
  if (ipaddr.IPv6.isValid(text)) return parsed(text.toLowerCase());
  const host = (/^[\x21-\x7e]*$/.test(text) ? text : toAscii(text)).toLowerCase();
  if (!hostName.test(host)) {
    return notParsed('the host is not a host name: letters, digits, hyphens and dots are allowed, 63 between two dots');
  }
  // A name whose last label is a number is read as an IPv4 address everywhere (WHATWG URL §3.5), in surprising ways.
  if (/(?:^|\.)\d+\.?$/.test(host) && !ipaddr.IPv4.isValidFourPartDecimal(host)) {
    return notParsed('the host is neither a name nor an IPv4 address: four numbers from 0 to 255 are due');
  }
  return parsed(host);
}

type Credentials = Pick<TargetParts, 'user' | 'password'>;

function splitCredentials(text: string | null): Parsed<Credentials> {
  if (text === null) return parsed({ user: null, password: null });
  const colon = text.indexOf(':');
  const user = decode(colon === -1 ? text : text.slice(0, colon), 'user name');
  if (!user.ok) return user;
  if (user.value === '') return notParsed('the user name before the @ is empty');
  if (colon === -1) return parsed({ user: user.value, password: null });
  const password = decode(text.slice(colon + 1), 'password');
  return password.ok ? parsed({ user: user.value, password: password.value }) : password;
}

function decode(text: string, part: string): Parsed<string> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    return notParsed(`the ${part} has a % that begins no UTF-8 character: write %25 for a %`);
  }
  return isSafeArgument(decoded) ? parsed(decoded) : notParsed(`the ${part} contains a CR, LF or NUL`);
}
