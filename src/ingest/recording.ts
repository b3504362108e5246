import type { Handshake } from '../core/connection.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Failure } from '../core/failure.ts';
import type { PacketFacts } from '../core/packet-facts.ts';
import type { TlsValue } from '../core/step-values.ts';

/**
 * What one log, capture or paste tells of one control connection and its data connections, in the order in which it
 * happened. Every source is first brought into this form; `toEvidence` makes evidence of it. What a source does not
 * tell is null or has no event: nothing is made up.
 */
export interface Recording {
  /** Where it comes from, for people: `FileZilla log`, `pcap`. */
  readonly format: string;
  /** The file's name, `-` for standard input. */
  readonly file: string;
  /** Who wrote it down: a client's log does not know what reached the server, a server's log not what the client sent. */
  readonly seenBy: 'client' | 'server' | 'wire';
  /** How exact `atMs` is: to the millisecond or better, to the second, or not known at all (all of them null). */
  readonly clock: 'exact' | 'seconds' | 'none';
  /** The wall-clock time of `atMs` 0 as ISO 8601, in UTC where the source's zone is known; null without one. */
  readonly startedAt: string | null;
  /** The host as the client named it, or null. */
  readonly host: string | null;
  /** Whether the beginning or the end of the session is missing. */
  readonly isCut: { readonly begin: boolean; readonly end: boolean };
  readonly events: readonly RecordedEvent[];
}

interface At {
  /** Milliseconds from the recording's start; null where the source has no times. */
  readonly atMs: number | null;
}

/** The ends of a TCP connection as far as the source names them. A port of 0 is one that it does not name. */
export interface Ends {
  readonly client: Endpoint | null;
  readonly server: Endpoint | null;
}

/** What packets tell of a TCP connection beyond its ends. */
export interface Packets {
  readonly handshake: Handshake;
  readonly synRetransmits: number;
  readonly facts?: PacketFacts;
}

/** How a data connection is known to belong to its session. */
interface Tied {
  /**
   * By the address that a 227, 229, PORT or EPRT named, which is taken for granted where it is absent; or, where no such
   * command can be read (TLS, or a gap in the capture), by the two hosts and the time alone.
   */
  readonly tiedBy?: 'command' | 'time';
}

/** One thing that a source tells. */
export type RecordedEvent = At &
  (
    | { readonly kind: 'resolving'; readonly host: string }
    | { readonly kind: 'resolved'; readonly addresses: readonly string[] }
    | { readonly kind: 'resolve-failed'; readonly failure: Failure }
    /** The control connection is tried. */
    | { readonly kind: 'connecting'; readonly to: Endpoint | null }
    | { readonly kind: 'connected'; readonly ends: Ends; readonly packets?: Packets }
    | { readonly kind: 'connect-failed'; readonly ends: Ends; readonly failure: Failure; readonly packets?: Packets }
    /** One command line without its end; secrets in it are masked already. */
    | { readonly kind: 'command'; readonly text: string }
    /** A whole reply; `text` has its lines without codes, joined by `\n`. */
    | { readonly kind: 'reply'; readonly code: number; readonly text: string }
    /** Something on the control connection that is neither a command nor a reply. */
    | { readonly kind: 'noise'; readonly from: 'client' | 'server'; readonly text: string; readonly problem: string }
    /** So many bytes of what one side said are not in the source; what follows need not begin with a whole line. */
    | { readonly kind: 'gap'; readonly from: 'client' | 'server'; readonly bytes: number }
    | { readonly kind: 'tls-started'; readonly on: Channel; readonly tls: Partial<TlsValue> }
    | { readonly kind: 'tls-failed'; readonly on: Channel; readonly failure: Failure }
    /** A data connection is tried: by the client, to where; or the server is waited for. */
    | ({ readonly kind: 'data-connecting'; readonly opener: Opener; readonly to: Endpoint | null } & Tied)
    | ({
        readonly kind: 'data-connected';
        readonly opener: Opener;
        readonly ends: Ends;
        readonly packets?: Packets;
      } & Tied)
    | ({
        readonly kind: 'data-failed';
        readonly opener: Opener;
        readonly ends: Ends;
        readonly failure: Failure;
        readonly packets?: Packets;
      } & Tied)
    /** Payload on the data connection since the last such event. */
    | { readonly kind: 'data-bytes'; readonly bytes: number }
    /** The transfer on an open data connection came to an end: orderly, or not. */
    | { readonly kind: 'data-ended'; readonly failure: Failure | null }
    /** A server's log tells what became of a login, be it beside or in place of the reply; `failure` is null where it succeeded. */
    | { readonly kind: 'login'; readonly user: string; readonly failure: Failure | null }
    /** The control connection came to an end other than by QUIT. */
    | { readonly kind: 'control-ended'; readonly failure: Failure }
    /** A client's own words for something that it noticed or repaired. */
    | { readonly kind: 'client-said'; readonly said: ClientSaid; readonly text: string }
  );

type Channel = 'control' | 'data';
type Opener = 'client' | 'server';

/** What clients are known to say, each in its own words. */
export type ClientSaid =
  /** It connects to the control connection's address in place of the one in the 227. */
  | 'passive-address-replaced'
  /** The address in the 227 cannot be reached, and is not replaced. */
  | 'passive-address-unroutable'
  /** It gives one mode up and tries another. */
  | 'mode-switched'
  /** The transfer as a whole failed, or the whole session did. */
  | 'transfer-failed'
  /** The transfer as a whole succeeded. */
  | 'transfer-succeeded'
  /** The server offers no TLS. */
  | 'tls-not-offered'
  /** The certificate is not trusted, expired, or for another name. */
  | 'certificate-rejected';
