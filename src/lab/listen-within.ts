import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:net';

/** Both ends belong to it. */
export type PortRange = readonly [low: number, high: number];

/** Whether the server could be made to listen there; if not, the port belongs to somebody, or to nobody we may be. */
export async function listensOn(server: Server, port: number, host: string, signal?: AbortSignal): Promise<boolean> {
  try {
    // Rejects at the server's error event.
    const listening = once(server, 'listening', { signal });
    server.listen(port, host);
    await listening;
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

/** Listens on a free port of the range, from a random one on; without a range, on any. Null when none is free. */
export async function listenWithin(
  server: Server,
  host: string,
  range: PortRange | null,
  signal: AbortSignal,
): Promise<number | null> {
  const [low, high] = range ?? [0, 0];
  const size = high - low + 1;
  const first = randomInt(size);
  for (let n = 0; n < size; n++) {
    const port = low + ((first + n) % size);
    if (await listensOn(server, port, host, signal)) return portOf(server);
  }
  return null;
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}
