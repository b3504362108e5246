/**
 * Addresses of documentation (RFC 5737, RFC 3849) under which both ends appear to each other in place of loopback's:
 * on 127.0.0.1 a private address in a 227 would mean nothing.
 */
export interface Disguise {
  /** The server's name, which resolves to {@link server} alone. */
  readonly name: string;
  readonly server: string;
  /** A further address of the server's machine; the server has it as 127.0.0.2. */
  readonly otherServer: string;
  readonly client: string;
  /** The control port as the client sees it, 21 or 990; the port beneath it is the source of active data connections. */
  readonly controlPort: number;
}

export const ipv4Disguise: Disguise = {
  name: 'ftp.example.com',
  server: '203.0.113.2',
  otherServer: '203.0.113.3',
  client: '198.51.100.2',
  controlPort: 21,
};

export const ipv6Disguise: Disguise = {
  ...ipv4Disguise,
  server: '2001:db8::2',
  otherServer: '2001:db8::3',
  client: '2001:db8:1::2',
};
