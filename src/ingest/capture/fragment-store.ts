import { Datagram } from './datagram.ts';
import type { IpPacket } from './ip-packet.ts';

/** So many datagrams are put together at a time; then the oldest is given up. */
const mostDatagrams = 64;
/** RFC 791 and RFC 8200 let a receiver wait that long, the former at most, the latter exactly. */
const longestWaitMs = 60_000;

/** Puts fragmented datagrams together, a bounded number at a time. */
export class FragmentStore {
  readonly #datagrams = new Map<string, { readonly sinceMs: number; readonly datagram: Datagram }>();

  /**
   * Takes a fragment. When it was the last that was missing, `packet` becomes the whole datagram, in a buffer of its own,
   * and the answer is true.
   */
  complete(packet: IpPacket, nowMs: number): boolean {
    const key = keyOf(packet);
    let entry = this.#datagrams.get(key);
    if (entry === undefined || nowMs - entry.sinceMs > longestWaitMs) {
      this.#datagrams.delete(key);
      this.#makeRoom();
      entry = { sinceMs: nowMs, datagram: new Datagram() };
      this.#datagrams.set(key, entry);
    }
    entry.datagram.add(packet);
    if (!entry.datagram.isComplete) return false;
    this.#datagrams.delete(key);
    return entry.datagram.writeTo(packet);
  }

  #makeRoom(): void {
    if (this.#datagrams.size < mostDatagrams) return;
    const oldest = this.#datagrams.keys().next().value;
    if (oldest !== undefined) this.#datagrams.delete(oldest);
  }
}

function keyOf({ bytes, version, sourceAt, destinationAt, id, protocol }: IpPacket): string {
  const length = version === 4 ? 4 : 16;
  const source = bytes.subarray(sourceAt, sourceAt + length).join('.');
  const destination = bytes.subarray(destinationAt, destinationAt + length).join('.');
  return `${source} ${destination} ${id} ${version === 4 ? protocol : ''}`;
}
