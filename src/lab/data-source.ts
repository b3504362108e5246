import type { Socket } from 'node:net';

/** A data connection, or the reply that says why there is none. */
export type Opened = { readonly socket: Socket } | { readonly refusal: string };

/** The way to one data connection, as PASV, EPSV, PORT or EPRT settled it. */
export interface DataSource {
  readonly family: 'passive' | 'active';
  /** Waits for the client's connection, or connects to the client. */
  open(): Promise<Opened>;
  /** Gives up whatever was prepared. */
  abandon(): void;
}

/** How long the server waits for a data connection in either direction; vsftpd's default. */
export const dataConnectionLimitMs = 60_000;
