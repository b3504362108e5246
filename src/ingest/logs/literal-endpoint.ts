import type { Endpoint } from '../../core/endpoint.ts';
import { isAddress } from './endpoint-in.ts';

/**
 * The endpoint that a server's log names, or null where it names a host by its name. An IPv4 address that a dual-stack socket
 * shows as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. A port of 0 is one that is not named.
 */
export function literalEndpoint(text: string, port = 0): Endpoint | null {
  const host = text
    .replace(/^\[(.{2,60})\]$/, '$1')
    .replace(/^::ffff:(?=\d{1,3}\.)/i, '')
    .replace(/%[\w.-]{1,40}$/, '');
  return isAddress(host) && port >= 0 && port <= 65_535 ? { host, port } : null;
}

/** `192.0.2.1:21`, and `2001:db8::1:21` as ProFTPD and pyftpdlib write it: the port is behind the last colon. */
export function endpointBeforePort(text: string): Endpoint | null {
  const [, host = '', port] = /^(.{2,60}):(\d{1,5})$/.exec(text) ?? [];
  return literalEndpoint(host, Number(port));
}
