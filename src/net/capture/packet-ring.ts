import type { Libc } from '../kernel/libc.ts';
import { setIntOption, word } from '../kernel/socket-options.ts';
import { nothing, packetFilter, type Watched } from './packet-filter.ts';
import type { TakenPacket } from './packet-log.ts';
import { attachFilter, bindToNothing, droppedBy, packetSocket, SOL_PACKET } from './packet-socket.ts';
import { readBlock, sequenceOf, statusAt, TP_STATUS_USER } from './ring-block.ts';

/** linux/if_packet.h */
const PACKET_RX_RING = 5;
const PACKET_VERSION = 10;
const TPACKET_V3 = 2;

/** At 100 Mbit/s more than half a second, for which the event loop may be busy. */
const blocks = 32;
const blockBytes = 262_144;
const frameBytes = 2048;
/** After so long the kernel hands over a block that is not full. */
const retireMs = 10;

/** An AF_PACKET socket on all interfaces with its memory, shared with the kernel: packets come without a call. */
export class PacketRing {
  readonly #libc: Libc;
  readonly #fd: number;
  readonly #address: bigint;
  readonly #blocks: readonly Buffer[];
  readonly #statuses: readonly Int32Array[];
  #next = 0;
  #lastSequence = 0n;

  private constructor(libc: Libc, fd: number, address: bigint) {
    this.#libc = libc;
    this.#fd = fd;
    this.#address = address;
    const memory = libc.memory(address, blocks * blockBytes);
    this.#blocks = Array.from({ length: blocks }, (_, index) =>
      memory.subarray(index * blockBytes, (index + 1) * blockBytes),
    );
    this.#statuses = this.#blocks.map(bytes => new Int32Array(bytes.buffer, bytes.byteOffset + statusAt, 1));
  }

  /** Opens one that takes nothing yet; the call and errno that it failed of as a text. */
  static async open(libc: Libc): Promise<PacketRing | string> {
    const fd = packetSocket(libc);
    if (fd < 0) return `socket: ${libc.errno()}`;
    const problem = await prepare(libc, fd);
    if (problem === null) {
      const address = libc.mmap(fd, blocks * blockBytes);
      if (address !== null) return new PacketRing(libc, fd, address);
    }
    const because = problem ?? `mmap: ${libc.errno()}`;
    libc.close(fd);
    return because;
  }

  /** Takes from now on the packets of these, and of nobody else: the kernel changes its filter at once. */
  watch(watched: Watched): void {
    attachFilter(this.#libc, this.#fd, packetFilter(watched));
  }

  /** Lets no more packets in. */
  shut(): void {
    attachFilter(this.#libc, this.#fd, nothing);
  }

  /** Takes over the packets of the blocks that the kernel has handed over; the last time, once it is {@link shut}, all. */
  drain(take: (packet: TakenPacket) => void, isLast: boolean): void {
    this.#drainBlocks(take);
    // The block at hand is not handed over before its time, and nothing is written in it any more.
    const bytes = this.#blocks[this.#next];
    if (isLast && bytes !== undefined && sequenceOf(bytes) > this.#lastSequence) readBlock(bytes, take);
  }

  #drainBlocks(take: (packet: TakenPacket) => void): void {
    for (let count = 0; count < blocks; count += 1) {
      const status = this.#statuses[this.#next];
      const bytes = this.#blocks[this.#next];
      // The kernel writes the status last: what it says of the block has been written by then, also on arm64.
      if (status === undefined || bytes === undefined || (Atomics.load(status, 0) & TP_STATUS_USER) === 0) return;
      this.#lastSequence = sequenceOf(bytes);
      readBlock(bytes, take);
      Atomics.store(status, 0, 0);
      this.#next = (this.#next + 1) % blocks;
    }
  }

  /** Gives everything back, and tells how many packets there was no room for. */
  close(): number {
    const dropped = droppedBy(this.#libc, this.#fd);
    this.#libc.munmap(this.#address, blocks * blockBytes);
    // And here twice.
    this.#libc.closeAside(this.#fd);
    return dropped;
  }
}

async function prepare(libc: Libc, fd: number): Promise<string | null> {
  const request = Buffer.concat(
    [blockBytes, blocks, frameBytes, (blockBytes / frameBytes) * blocks, retireMs, 0, 0].map(word),
  );
  if (!setIntOption(libc, fd, SOL_PACKET, PACKET_VERSION, TPACKET_V3)) return `TPACKET_V3: ${libc.errno()}`;
  // The kernel waits here for all its processors, some 10 ms.
  if (!(await libc.setsockoptAside(fd, SOL_PACKET, PACKET_RX_RING, request))) return 'no memory for a ring';
  return bindToNothing(libc, fd);
}
