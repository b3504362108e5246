import { FlowTable } from './flow-table.ts';
import type { IpPacket } from './ip-packet.ts';
import type { TrackedFlow } from './tracked-flow.ts';

/** Of so many flows the one that will be missed least makes room for a new one. */
const candidates = 32;

/** The flows that are followed: a bounded number. Flows that ended stay for their late packets, until there is no room. */
export class FlowStore {
  readonly #table: FlowTable;
  readonly #flows: (TrackedFlow | null)[] = [];
  readonly #most: number;
  #hand = 0;

  constructor(most: number) {
    this.#table = new FlowTable(most);
    this.#most = most;
  }

  /** Whether the source of the packet that was looked up is the lower end, in the table's own order. */
  get isFromLower(): boolean {
    return this.#table.isFromLower;
  }

  /** The flow between the packet's ends. */
  find(packet: IpPacket, sourcePort: number, destinationPort: number): TrackedFlow | null {
    const slot = this.#table.find(packet, sourcePort, destinationPort);
    return slot < 0 ? null : (this.#flows[slot] ?? null);
  }

  /** Adds a flow between the ends that were looked up last. Answers the flow that had to go for it, if one had to. */
  add(flow: TrackedFlow): TrackedFlow | null {
    const forgotten = this.#table.isFull ? this.#leastMissed() : null;
    if (forgotten !== null) this.remove(forgotten);
    flow.slot = this.#table.insert();
    this.#flows[flow.slot] = flow;
    return forgotten;
  }

  remove(flow: TrackedFlow): void {
    this.#table.remove(flow.slot);
    this.#flows[flow.slot] = null;
  }

  /** Every flow, in the order in which they were seen first. */
  all(): TrackedFlow[] {
    return this.#flows.filter(flow => flow !== null).sort((one, other) => one.id - other.id);
  }

  /** Looks at the next few, in turn: a search through all would cost a flood's every packet too much. */
  #leastMissed(): TrackedFlow | null {
    let least: TrackedFlow | null = null;
    for (let count = 0; count < Math.min(candidates, this.#most); count += 1) {
      this.#hand = (this.#hand + 1) % this.#most;
      const flow = this.#flows[this.#hand] ?? null;
      if (flow !== null && (least === null || isMissedLess(flow, least))) least = flow;
    }
    return least;
  }
}

/** Those that ended are missed least, then those on which nothing was said, then bulk; among equals, the one idle longest. */
function isMissedLess(one: TrackedFlow, other: TrackedFlow): boolean {
  const difference = worth(one) - worth(other);
  return difference < 0 || (difference === 0 && one.lastAtMs < other.lastAtMs);
}

function worth(flow: TrackedFlow): number {
  if (flow.ending !== null) return 0;
  if (flow.opener.payloadBytes === 0 && flow.peer.payloadBytes === 0) return 1;
  return flow.isWanted ? 3 : 2;
}
