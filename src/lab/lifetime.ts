import { once, setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Destroyable {
  destroy(): unknown;
}

/**
 * What ends together with one control connection: sockets, listeners, waits. A wait that is cut short rejects with an
 * AbortError, which unwinds whatever was going on.
 */
export class Lifetime {
  readonly #controller = new AbortController();
  readonly #owned = new Set<Destroyable>();

  constructor() {
    setMaxListeners(0, this.#controller.signal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the resource when this lifetime ends; at once if it has. */
  own<Resource extends Destroyable>(resource: Resource): Resource {
    if (this.signal.aborted) resource.destroy();
    else this.#owned.add(resource);
    return resource;
  }

  /** {@link own} for a socket, whose errors (a peer that resets) are of no interest here. */
  ownSocket<S extends Socket>(socket: S): S {
    socket.on('error', () => {});
    socket.once('close', () => this.#owned.delete(socket));
    return this.own(socket);
  }

  sleep(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.signal });
  }

  /** Never resolves. */
  async forever(): Promise<never> {
    if (!this.signal.aborted) await once(this.signal, 'abort');
    throw this.signal.reason;
  }

  end(): void {
    this.#controller.abort();
    for (const resource of this.#owned) resource.destroy();
    this.#owned.clear();
  }
}
