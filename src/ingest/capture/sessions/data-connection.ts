import type { Flow, Side } from '../flow.ts';
import type { Announcement } from './announcement.ts';
import type { Opener } from './packets-of.ts';
import { isRecordType } from './tls/record-reader.ts';
import { TlsWatch } from './tls/tls-watch.ts';

/** No handshake is that long: what has not come to its end by then is something else. */
const longestHandshake = 65_536;

/** A flow that belongs to a session as one of its data connections. */
export class DataConnection {
  readonly flow: Flow;
  /** Which of the two roles in FTP the flow's `opener` has. */
  readonly role: Opener;
  /** The words that announced it; null where it is tied by time alone. */
  readonly announcement: Announcement | null;
  readonly #mayBeTls: boolean;
  #first: { readonly bytes: number; readonly atMs: number } | null = null;
  #tls: TlsWatch | null = null;
  #pushed = 0;
  #handshakeBytes = 0;

  constructor(flow: Flow, role: Opener, announcement: Announcement | null, mayBeTls: boolean) {
    this.flow = flow;
    this.role = role;
    this.announcement = announcement;
    this.#mayBeTls = mayBeTls;
  }

  /** Who opened it: as its SYN shows, or as was agreed where that is not in the capture. */
  get openedBy(): Opener {
    return this.flow.isOpenerKnown ? this.role : (this.announcement?.opener ?? this.role);
  }

  /** The first payload that is no TLS handshake. */
  get first(): { readonly bytes: number; readonly atMs: number } | null {
    return this.#first;
  }

  /** The TLS handshake on it, or null. */
  get tls(): TlsWatch | null {
    return this.#tls?.isTls || this.#tls?.outcome != null ? this.#tls : null;
  }

  /** Payload without the TLS handshake, in bytes; under TLS, as encrypted. */
  get bytes(): number {
    const all = this.flow.opener.payloadBytes + this.flow.peer.payloadBytes;
    return this.tls === null ? all : Math.max(0, all - this.#handshakeBytes);
  }

  /** Only a TLS handshake is read on; of anything else the flow itself tells enough. */
  push(side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough' {
    if (this.#pushed === 0 && this.#mayBeTls && isRecordType(bytes[0] ?? 0) && bytes[1] === 3) {
      this.#tls = new TlsWatch();
    }
    this.#pushed += bytes.length;
    if (this.#tls === null) {
      this.#first ??= { bytes: bytes.length, atMs };
      return 'enough';
    }
    this.#tls.push(side === 'opener' ? this.role : other(this.role), bytes, atMs);
    this.#handshakeBytes = this.#pushed;
    return this.#tls.outcome !== null || this.#pushed > longestHandshake ? 'enough' : 'more';
  }

  /** So many bytes are not in the capture. */
  lost(side: Side): void {
    this.#tls?.lost(side === 'opener' ? this.role : other(this.role));
  }
}

function other(role: Opener): Opener {
  return role === 'client' ? 'server' : 'client';
}
