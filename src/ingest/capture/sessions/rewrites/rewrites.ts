import type { Endpoint } from '../../../../core/endpoint.ts';
import type { Recording } from '../../../recording.ts';

/** What two captures of the same sessions, from both sides of something in between, show to be different. */
export interface Rewrites {
  readonly sessions: readonly ComparedSession[];
  /** Sessions that only one of the two captures has, in the order of the captures given. */
  readonly onlyInFirst: readonly Recording[];
  readonly onlyInSecond: readonly Recording[];
}

/** One value on the client's side of what is in between, and on the server's. */
export interface Change<Value> {
  readonly near: Value;
  readonly far: Value;
}

/** One session as both captures show it: `near` the client, and `far` from it. */
export interface ComparedSession {
  readonly near: Recording;
  readonly far: Recording;
  /** Known for the same by the sequence number with which it began, or by what was said. */
  readonly isSameBy: 'sequence-number' | 'words';
  /** Ends of the control connection that address translation changed; null where they are the same. */
  readonly client: Change<Endpoint> | null;
  readonly server: Change<Endpoint> | null;
  /** Lines of the dialogue that arrived otherwise than they were sent. */
  readonly lines: readonly RewrittenLine[];
  /** By how many bytes all that the client said grew on its way (less than 0: shrank), and all that the server said. */
  readonly shiftBytes: { readonly client: number; readonly server: number };
  /** Maximum segment sizes that were changed (MSS clamping). */
  readonly mss: { readonly client: Change<number> | null; readonly server: Change<number> | null };
  /** Initial sequence numbers that were changed: a firewall that randomises them, or a proxy. */
  readonly sequence: { readonly client: Change<number> | null; readonly server: Change<number> | null };
  /** Its data connections, in the order in which they began. */
  readonly data: readonly ComparedData[];
}

/** A command or a reply that something in between changed, left out (`received` null) or made up (`sent` null). */
export interface RewrittenLine {
  readonly from: 'client' | 'server';
  readonly sent: string | null;
  readonly received: string | null;
  /** What a PORT, EPRT, 227 or 229 names as sent and as received, where that can be read. */
  readonly address: { readonly sent: Endpoint | null; readonly received: Endpoint | null } | null;
  /** By how many bytes the line grew. */
  readonly shiftBytes: number;
}

/** One data connection on both sides; null where that capture shows nothing of it. */
export interface ComparedData {
  readonly opener: 'client' | 'server';
  readonly near: DataSide | null;
  readonly far: DataSide | null;
}

/** A data connection as one of the two captures has it. */
export interface DataSide {
  readonly client: Endpoint | null;
  readonly server: Endpoint | null;
  readonly isConnected: boolean;
}
