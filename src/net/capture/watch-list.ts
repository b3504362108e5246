import { type Endpoint, formatEndpoint } from '../../core/endpoint.ts';
import type { Watched } from './packet-filter.ts';

/** What is watched, which only grows. */
export class WatchList {
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #ports = new Set<number>();
  readonly #grown: (list: Watched) => void;

  /** @param grown is told of the whole list each time something new is in it */
  constructor(grown: (list: Watched) => void) {
    this.#grown = grown;
  }

  endpoint(endpoint: Endpoint): void {
    const key = formatEndpoint(endpoint);
    if (this.#endpoints.has(key)) return;
    this.#endpoints.set(key, endpoint);
    this.#tell();
  }

  port(port: number): void {
    if (this.#ports.has(port)) return;
    this.#ports.add(port);
    this.#tell();
  }

  #tell(): void {
    this.#grown({ endpoints: [...this.#endpoints.values()], ports: [...this.#ports] });
  }
}
