import type { Endpoint } from '../../../core/endpoint.ts';

/** A data connection that was agreed on by 227 or 229, or announced by PORT or EPRT, and what was said about it since. */
export interface Announcement {
  readonly opener: 'client' | 'server';
  /** Where it was to be opened to: the host as the words name it; for 229 the control connection's. */
  readonly to: Endpoint;
  /** When the words that name it were complete. */
  readonly atMs: number;
  /** The 2yz reply to PORT or EPRT; for 227 and 229 their own time. */
  readonly acceptedAtMs: number | null;
  /** Whether PORT or EPRT was refused. */
  readonly isRefused: boolean;
  /** The command that was to use it: LIST, RETR, STOR …. */
  readonly transferAtMs: number | null;
  /** The reply that ends the transfer. */
  readonly final: { readonly atMs: number; readonly code: number } | null;
  /** The next command for a data connection: from then on this one is not waited for any more. */
  readonly overAtMs: number | null;
}

/** An announcement while its connection is still looked for. */
export type OpenAnnouncement = { -readonly [Key in keyof Announcement]: Announcement[Key] };
