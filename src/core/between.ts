import type { Endpoint } from './endpoint.ts';

/** A value on the client's side of what is in between, and on the server's. */
interface Change {
  readonly near: Endpoint;
  readonly far: Endpoint;
}

/** What two captures of one session, from both sides of a box in between, show that it did. */
export interface Between {
  /** Ends of the control connection that it translated; null where it left them as they were. */
  readonly client: Change | null;
  readonly server: Change | null;
  /** Commands and replies that it changed, swallowed (`received` null) or made up (`sent` null). */
  readonly lines: readonly {
    readonly from: 'client' | 'server';
    readonly sent: string | null;
    readonly received: string | null;
  }[];
  /** By how many bytes it made longer what each side said: so far it has to shift sequence numbers. */
  readonly shiftBytes: { readonly client: number; readonly server: number };
  /** Data connections whose SYN is in the capture of the side that sent it, and in that of the other not. */
  readonly lost: readonly { readonly opener: 'client' | 'server'; readonly to: Endpoint }[];
}
