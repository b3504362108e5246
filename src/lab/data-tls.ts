import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Session } from './session.ts';

/** A protected data connection, or the reply that says why there is none (null: the session has been cut as well). */
export type Protected = { readonly socket: Socket } | { readonly refusal: string };

/** TLS alert record: fatal handshake_failure. */
export const fatalAlert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** The server's part of TLS on a data connection: always TLS's server part (RFC 4217 §7), who ever opened the connection. */
export async function protectData(session: Session, socket: Socket): Promise<Protected> {
  const { behaviour, flavour, lifetime, server } = session;
  const failed = { refusal: flavour.transferRefusal(522) };
  switch (behaviour.tls.dataHandshake) {
    case 'silence':
      return lifetime.forever();
    case 'reset':
      socket.resetAndDestroy();
      return failed;
    case 'close':
      socket.end();
      return failed;
    case 'alert':
      socket.end(fatalAlert);
      return failed;
    case 'normal':
      break;
  }
  if (server.tls === null) return failed;
  const secure = lifetime.ownSocket(server.tls.data(socket));
  try {
    // `secureConnect` is only for clients; a TLSSocket with `isServer` says `secure`.
    await once(secure, 'secure', { signal: lifetime.signal });
  } catch {
    return failed;
  }
  if (!behaviour.tls.requiresResumption || secure.isSessionReused()) return { socket: secure };
  secure.end();
  return { refusal: flavour.resumptionRequired };
}
