import type { Libc } from '../kernel/libc.ts';
import { encodeFilter, nothing, packetFilter, type Watched } from './packet-filter.ts';
import type { PacketLog } from './packet-log.ts';
import { readBlock, sequenceOf, statusAt, TP_STATUS_USER } from './ring-block.ts';

/** sys/socket.h, linux/if_ether.h, linux/if_packet.h */
const AF_PACKET = 17;
const SOCK_DGRAM_CLOEXEC_NONBLOCK = 2 | 0o2000000 | 0o4000;
const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;
const ETH_P_ALL = 3;
const SOL_PACKET = 263;
const PACKET_RX_RING = 5;
const PACKET_STATISTICS = 6;
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
  readonly #log: PacketLog;
  #next = 0;
  #lastSequence = 0n;

  private constructor(libc: Libc, fd: number, address: bigint, log: PacketLog) {
    this.#libc = libc;
    this.#fd = fd;
    this.#address = address;
    this.#log = log;
    const memory = libc.memory(address, blocks * blockBytes);
    this.#blocks = Array.from({ length: blocks }, (_, index) =>
      memory.subarray(index * blockBytes, (index + 1) * blockBytes),
    );
    this.#statuses = this.#blocks.map(bytes => new Int32Array(bytes.buffer, bytes.byteOffset + statusAt, 1));
  }

  /** Opens one that takes nothing yet; the call and errno that it failed of as a text. */
  static async open(libc: Libc, log: PacketLog): Promise<PacketRing | string> {
    const fd = libc.socket(AF_PACKET, SOCK_DGRAM_CLOEXEC_NONBLOCK, 0);
    if (fd < 0) return `socket: ${libc.errno()}`;
    const problem = await prepare(libc, fd);
    if (problem === null) {
      const address = libc.mmap(fd, blocks * blockBytes);
      if (address !== null) return new PacketRing(libc, fd, address, log);
    }
    const because = problem ?? `mmap: ${libc.errno()}`;
    libc.close(fd);
    return because;
  }

  /** Takes from now on the packets of these, and of nobody else: the kernel changes its filter at once. */
  watch(watched: Watched): void {
    attach(this.#libc, this.#fd, encodeFilter(packetFilter(watched)));
  }

  /** Lets no more packets in. */
  shut(): void {
    attach(this.#libc, this.#fd, encodeFilter(nothing));
  }

  /** Takes over the packets of the blocks that the kernel has handed over. */
  drain(): void {
    for (let count = 0; count < blocks; count += 1) {
      const status = this.#statuses[this.#next];
      const bytes = this.#blocks[this.#next];
      // The kernel writes the status last: what it says of the block has been written by then, also on arm64.
      if (status === undefined || bytes === undefined || (Atomics.load(status, 0) & TP_STATUS_USER) === 0) return;
      this.#lastSequence = sequenceOf(bytes);
      readBlock(bytes, packet => this.#log.add(packet));
      Atomics.store(status, 0, 0);
      this.#next = (this.#next + 1) % blocks;
    }
  }

  /** Takes over what is left, gives everything back, and tells how many packets there was no room for. After {@link shut}. */
  close(): number {
    this.drain();
    // The block at hand is not handed over before its time, and nothing is written in it any more.
    const bytes = this.#blocks[this.#next];
    if (bytes !== undefined && sequenceOf(bytes) > this.#lastSequence)
      readBlock(bytes, packet => this.#log.add(packet));
    const statistics = Buffer.alloc(12);
    const length = word(statistics.length);
    this.#libc.getsockopt(this.#fd, SOL_PACKET, PACKET_STATISTICS, statistics, length);
    this.#libc.munmap(this.#address, blocks * blockBytes);
    // And here twice.
    this.#libc.closeAside(this.#fd);
    return statistics.readUInt32LE(4);
  }
}

async function prepare(libc: Libc, fd: number): Promise<string | null> {
  const request = Buffer.concat(
    [blockBytes, blocks, frameBytes, (blockBytes / frameBytes) * blocks, retireMs, 0, 0].map(word),
  );
  if (libc.setsockopt(fd, SOL_PACKET, PACKET_VERSION, word(TPACKET_V3), 4) !== 0) return `TPACKET_V3: ${libc.errno()}`;
  // The kernel waits here for all its processors, some 10 ms.
  if (!(await libc.setsockoptAside(fd, SOL_PACKET, PACKET_RX_RING, request))) return 'no memory for a ring';
  if (attach(libc, fd, encodeFilter(nothing)) !== 0) return `filter: ${libc.errno()}`;
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeUInt16BE(ETH_P_ALL, 2);
  if (libc.bind(fd, address, address.length) !== 0) return `bind: ${libc.errno()}`;
  return null;
}

/** Takes a `struct sock_fprog` of 64-bit systems. */
function attach(libc: Libc, fd: number, filter: Buffer): number {
  const program = Buffer.alloc(16);
  program.writeUInt16LE(filter.length / 8, 0);
  program.writeBigUInt64LE(libc.addressOf(filter), 8);
  return libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, program, program.length);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
