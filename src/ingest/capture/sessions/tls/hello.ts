import { ByteCursor } from './byte-cursor.ts';

/** Extension numbers of the IANA registry (TLS ExtensionType Values). */
const extensions = { serverName: 0, sessionTicket: 35, preSharedKey: 41, supportedVersions: 43 } as const;

/** What a ClientHello asks for (RFC 8446 §4.1.2). */
export interface ClientHello {
  /** The name asked for (RFC 6066 §3), empty where there is none. */
  readonly serverName: string;
  readonly sessionId: Uint8Array;
  /** Whether it offers TLS 1.3, where a session id means nothing by itself (RFC 8446 §D.4). */
  readonly offersTls13: boolean;
  /** Whether it offers a session to resume by a ticket (RFC 5077 §3.4) or a pre-shared key (RFC 8446 §4.2.11). */
  readonly offersTicket: boolean;
}

/** What a ServerHello chose. */
export interface ServerHello {
  readonly version: number;
  readonly cipher: number;
  readonly sessionId: Uint8Array;
  /** Whether it takes up a pre-shared key: in TLS 1.3, a session. */
  readonly acceptsKey: boolean;
  /** A HelloRetryRequest has the form of a ServerHello, and is followed by another one (RFC 8446 §4.1.4). */
  readonly isRetry: boolean;
}

const tls13 = 0x0304;
const retryRandom = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Reads the body of a ClientHello; of one that is cut off, what is there. */
export function readClientHello(body: Uint8Array): ClientHello {
  const cursor = new ByteCursor(body);
  cursor.number(2);
  cursor.bytes(32);
  const sessionId = cursor.vector(1);
  cursor.vector(2);
  cursor.vector(1);
  const found = readExtensions(cursor);
  const versions = new ByteCursor(
    new ByteCursor(found.get(extensions.supportedVersions) ?? new Uint8Array(0)).vector(1),
  );
  const offered: number[] = [];
  while (versions.left > 0) offered.push(versions.number(2));
  return {
    serverName: readServerName(found.get(extensions.serverName)),
    sessionId,
    offersTls13: offered.includes(tls13),
    offersTicket: found.has(extensions.preSharedKey) || (found.get(extensions.sessionTicket)?.length ?? 0) > 0,
  };
}

/** Reads the body of a ServerHello. */
export function readServerHello(body: Uint8Array): ServerHello {
  const cursor = new ByteCursor(body);
  const legacyVersion = cursor.number(2);
  const random = cursor.bytes(32);
  const sessionId = cursor.vector(1);
  const cipher = cursor.number(2);
  cursor.number(1);
  const found = readExtensions(cursor);
  const chosen = found.get(extensions.supportedVersions);
  return {
    version: chosen === undefined ? legacyVersion : new ByteCursor(chosen).number(2),
    cipher,
    sessionId,
    acceptsKey: found.has(extensions.preSharedKey),
    isRetry: Array.from(random, byte => byte.toString(16).padStart(2, '0')).join('') === retryRandom,
  };
}

function readExtensions(cursor: ByteCursor): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const list = new ByteCursor(cursor.vector(2));
  while (list.left >= 4) {
    const type = list.number(2);
    found.set(type, list.vector(2));
  }
  return found;
}

/** The first name in the list that is a host name; control characters and what is no ASCII make it none. */
function readServerName(extension: Uint8Array | undefined): string {
  if (extension === undefined) return '';
  const list = new ByteCursor(new ByteCursor(extension).vector(2));
  const type = list.number(1);
  const name = String.fromCharCode(...list.vector(2).subarray(0, 255));
  return type === 0 && /^[\x21-\x7e]+$/.test(name) ? name : '';
}
