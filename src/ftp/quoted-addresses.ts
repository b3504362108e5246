/**
 * The client's address as the server sees it, where a refusal of PORT or EPRT tells.
 *
 * Pure-FTPd: `500 I won't open a connection to 10.0.0.5 (only to 203.0.113.7)`.
 */
export function clientSeenIn(refusal: string): string | undefined {
  return /\(only to ([\da-f.:]+)\)/i.exec(refusal)?.[1];
}

/**
 * The address that arrived in PORT or EPRT, where the server's refusal repeats it.
 *
 * Pure-FTPd: `I won't open a connection to A (only to B)`; pyftpdlib: `Rejected data connection to foreign address A:port.`
 */
export function addressArrivedIn(refusal: string): string | undefined {
  const pure = /open a connection to ([\da-f.:]+) \(/i.exec(refusal)?.[1];
  return pure ?? /to foreign address (\S+):\d+/i.exec(refusal)?.[1];
}
