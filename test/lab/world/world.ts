import type { Place } from '../../support/real-server/place.ts';
import type { HostName } from '../scenario.ts';
import type { WorldAddresses } from './addresses-of.ts';

/** Hosts in network namespaces of their own, and the path between them. It is gone when this process is. */
export interface World {
  /** Where to start a host's programs. Whatever still runs there when the world is removed is killed. */
  host(name: HostName): Place;
  readonly addresses: WorldAddresses;
  /** How to enter each host by hand, a line each. */
  describe(): string;
  remove(): Promise<void>;
}
