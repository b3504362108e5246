import type { Socket } from 'node:net';
import { createSecureContext, createServer, TLSSocket } from 'node:tls';
import type { TlsBehaviour } from './behaviour.ts';
import type { Certificate } from './certificate.ts';
import { certificateFor } from './certificate-for.ts';

/** TLS's server part on a socket that stands; the handshake goes on by itself. */
export type Secure = (socket: Socket) => TLSSocket;

/** What the server needs for TLS, made once at its start. */
export interface TlsSetup {
  /** The authority that vouches for every certificate but the self-signed one; PEM. */
  readonly caPem: string;
  readonly control: Secure;
  /** The same as `control` where its sessions are to be resumed, for the keys of its tickets are in it. */
  readonly data: Secure;
}

/**
 * One set of session keys. Clients resume by ticket or, with TLS 1.2 and tickets switched off as in curl, by session
 * id: Node leaves the store for those to its user, and asks for it through a server's events.
 */
function sessionKeeper(leaf: Certificate, maxVersion: TlsBehaviour['maxVersion']): Secure {
  const secureContext = createSecureContext({ cert: leaf.certPem, key: leaf.keyPem, maxVersion });
  const sessions = new Map<string, Buffer>();
  const server = createServer();
  server.on('newSession', (id: Buffer, session: Buffer, done: () => void) => {
    sessions.set(id.toString('hex'), session);
    done();
  });
  server.on('resumeSession', (id: Buffer, done: (error: Error | null, session: Buffer | null) => void) => {
    done(null, sessions.get(id.toString('hex')) ?? null);
  });
  return socket => new TLSSocket(socket, { isServer: true, secureContext, server });
}

/** Makes a certificate for `names` (DNS names and literal addresses), and what answers with it. */
export function setUpTls(behaviour: TlsBehaviour, names: readonly string[]): TlsSetup {
  const { caPem, leaf } = certificateFor(behaviour.certificate, names);
  const control = sessionKeeper(leaf, behaviour.maxVersion);
  const data = behaviour.resumesSessions ? control : sessionKeeper(leaf, behaviour.maxVersion);
  return { caPem, control, data };
}
