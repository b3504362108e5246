import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A port that answers every SYN with a RST until it is released. */
export interface HeldPort {
  readonly port: number;
  release(): void;
}

/**
 * A port on which nothing listens, and on which nothing can start to listen by chance: it is the local end of a
 * connection that stands. A port that was merely free a moment ago may belong to someone else by now.
 */
export async function holdClosedPort(host: string): Promise<HeldPort> {
  const anchor = createServer().listen(0, host);
  await once(anchor, 'listening');
  const address = anchor.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP listener has an address and a port');
  const arrival = once(anchor, 'connection') as Promise<[Socket]>;
  const holder = connect({ host, port: address.port });
  const [[peer]] = await Promise.all([arrival, once(holder, 'connect')]);
  // Released by a RST from the other end, for then the port does not linger in TIME_WAIT.
  holder.on('error', () => {});
  peer.on('error', () => {});
  anchor.close();
  return {
    port: holder.localPort ?? 0,
    release() {
      holder.resetAndDestroy();
      peer.destroy();
    },
  };
}
