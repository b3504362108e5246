import { once } from 'node:events';
import type { Server } from 'node:net';

/** Both ends belong to it. */
export type PortRange = readonly [low: number, high: number];

/** The ports of a range in turn, so that which one comes next is no matter of luck. */
export class PortsInTurn {
  readonly #low: number;
  readonly #size: number;
  #next = 0;

  constructor([low, high]: PortRange) {
    this.#low = low;
    this.#size = high - low + 1;
  }

  /** Each port once, from the one after the last that was given. */
  *[Symbol.iterator](): Generator<number> {
    for (let n = 0; n < this.#size; n++) {
      const port = this.#low + this.#next;
      // Before it is given, for whoever takes it asks for no other.
      this.#next = (this.#next + 1) % this.#size;
      yield port;
    }
  }
}

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

/** Listens on the next free one of these ports; without any given, on any. Null when none is free. */
export async function listenWithin(
  server: Server,
  host: string,
  ports: Iterable<number> | null,
  signal: AbortSignal,
): Promise<number | null> {
  for (const port of ports ?? [0]) {
    if (await listensOn(server, port, host, signal)) return portOf(server);
  }
  return null;
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}
