import type { Place } from '../../support/real-server/place.ts';
import type { HostName } from '../scenario.ts';

/** Addresses of the family that the path uses. */
export interface WorldAddresses {
  readonly client: string;
  /** The client as the server sees it. */
  readonly clientOutside: string;
  /** Either router's address on the link between them. */
  readonly clientRouter: string;
  readonly serverRouter: string;
  readonly server: string;
  /** The server as the internet sees it: what a check is given. */
  readonly serverOutside: string;
}

/** Hosts in network namespaces of their own, and the path between them. It is gone when this process is. */
export interface World {
  /** Where to start a host's programs. Whatever still runs there when the world is removed is killed. */
  host(name: HostName): Place;
  readonly addresses: WorldAddresses;
  /** How to enter each host by hand, a line each. */
  describe(): string;
  remove(): Promise<void>;
}
