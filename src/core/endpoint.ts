/**
 * One end of a TCP connection: a literal IP address (IPv6 without brackets or zone) and a port, 0–65535. Where a log does
 * not tell the one or the other, the host is empty or the port 0.
 */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** `192.0.2.1:21`, or `[2001:db8::1]:21` as in RFC 3986 §3.2.2. */
export function formatEndpoint({ host, port }: Endpoint): string {
  if (host === '') return port === 0 ? 'unknown' : `unknown:${port}`;
  if (port === 0) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
