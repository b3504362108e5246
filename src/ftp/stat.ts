import ipaddr from 'ipaddr.js';

/**
 * The address at which the server sees us, from its answer to STAT, or null where that does not tell.
 *
 * vsftpd: `Connected to 203.0.113.1`; ProFTPD: `Connected from host (203.0.113.1)`; BSD and inetutils:
 * `Connected to host (203.0.113.1)` or without the parentheses. pyftpdlib's `Connected to: 10.0.0.2:21`, with a colon,
 * is the server's own end and tells nothing of us.
 */
export function clientAddressIn(statText: string): string | null {
  for (const line of statText.split('\n')) {
    const peer = /^\s*Connected (?:to|from) (.*)$/i.exec(line)?.[1];
    if (peer === undefined) continue;
    const address = literalAddress(/\(([^()]*)\)\.?$/.exec(peer.trim())?.[1] ?? '') ?? literalAddress(peer);
    if (address !== null) return address;
  }
  return null;
}

/** The plain form of a literal address; a mapped one (`::ffff:203.0.113.1`) is the IPv4 address. */
function literalAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  const isLiteral = ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare);
  return isLiteral ? ipaddr.process(bare).toString() : null;
}
