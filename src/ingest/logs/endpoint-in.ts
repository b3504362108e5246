import { isIPv4, isIPv6 } from 'node:net';
import type { Endpoint } from '../../core/endpoint.ts';

/** `192.0.2.1:21`, `[2001:db8::1]:21`, `ftp.example.com:21`; null where it is none, or the host is no literal address. */
export function parseEndpoint(text: string): Endpoint | null {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.%]{2,60})\]|([^\s:[\]]{1,255})):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? null : endpointOf(host, digits ?? '');
}

/** The two as an endpoint; null unless the host is a literal address and the port is one. */
export function endpointOf(host: string, digits: string): Endpoint | null {
  const port = Number(digits);
  const address = host.replace(/%.*$/s, '');
  return isAddress(address) && port >= 1 && port <= 65_535 ? { host: address, port } : null;
}

/** Whether it is an IPv4 address of four decimal parts, or an IPv6 address without a zone. */
export function isAddress(text: string): boolean {
  return isIPv4(text) || (isIPv6(text) && !text.includes('%'));
}
