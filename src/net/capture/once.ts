import type { TakenPacket } from './packet-log.ts';

/** Two sockets stamp the same packet within that time of each other; no stack sends one again so soon. */
const sameMs = 50;

/** Tells packets that two sockets have taken from those that only the second has, while one takes the place of the other. */
export class Once {
  readonly #times = new Map<string, number>();

  /** Keeps a packet of the first socket in mind. */
  note(packet: TakenPacket): void {
    this.#times.set(contentOf(packet), timeOf(packet));
  }

  /** Whether a packet of the second socket is not one of the first's. */
  isNew(packet: TakenPacket): boolean {
    if (this.#times.size === 0) return true;
    const content = contentOf(packet);
    const atMs = this.#times.get(content);
    if (atMs === undefined || Math.abs(timeOf(packet) - atMs) > sameMs) return true;
    this.#times.delete(content);
    return false;
  }

  /** Nothing comes any more of what both have taken. */
  forget(): void {
    this.#times.clear();
  }
}

/** The interface too: a packet that passes through two is two. */
function contentOf({ block, addressAt, bytesAt, captured }: TakenPacket): string {
  return (
    block.toString('latin1', addressAt + 4, addressAt + 11) + block.toString('latin1', bytesAt, bytesAt + captured)
  );
}

function timeOf({ seconds, nanos }: TakenPacket): number {
  return seconds * 1e3 + nanos / 1e6;
}
