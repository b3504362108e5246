import type { Libc } from '../kernel/libc.ts';
import { nothing, packetFilter, type Watched } from './packet-filter.ts';
import type { TakenPacket } from './packet-log.ts';
import { attachFilter, bindToNothing, droppedBy, packetSocket, SOL_SOCKET, word } from './packet-socket.ts';

/** sys/socket.h */
const SO_TIMESTAMPNS = 35;
const SO_RCVBUFFORCE = 33;
const MSG_TRUNC = 0x20;
const MSG_DONTWAIT = 0x40;
const addressBytes = 20;
/** Where in the control messages of `recvmsg` the first one's `struct timespec` is. */
const timeAt = 16;
const longestPacket = 65_536;
/** Hundreds of the largest packets, thousands of usual ones. */
const roomBytes = 16 * 1_048_576;
/** Nobody is kept busy by a flood. */
const mostAtATime = 1000;

/** A packet socket that is there at once and gives a packet a call: until many come, and while a ring is made for those. */
export class EarlySocket {
  readonly #libc: Libc;
  readonly #fd: number;
  readonly #block = Buffer.alloc(addressBytes + longestPacket);
  readonly #vector = Buffer.alloc(16);
  readonly #control = Buffer.alloc(64);
  readonly #message = Buffer.alloc(56);

  /** Whether it has room for more than a moment's packets, which takes CAP_NET_ADMIN. */
  readonly hasRoom: boolean;

  private constructor(libc: Libc, fd: number) {
    this.#libc = libc;
    this.#fd = fd;
    this.hasRoom = libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, word(roomBytes), 4) === 0;
    this.#vector.writeBigUInt64LE(libc.addressOf(this.#block) + BigInt(addressBytes), 0);
    this.#vector.writeBigUInt64LE(BigInt(longestPacket), 8);
  }

  /** Opens one that takes nothing yet; the call and errno that it failed of as a text. */
  static open(libc: Libc): EarlySocket | string {
    const fd = packetSocket(libc);
    if (fd < 0) return `socket: ${libc.errno()}`;
    libc.setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, word(1), 4);
    const problem = bindToNothing(libc, fd);
    if (problem === null) return new EarlySocket(libc, fd);
    libc.close(fd);
    return problem;
  }

  /** Takes from now on the packets of these, and of nobody else. */
  watch(watched: Watched): void {
    attachFilter(this.#libc, this.#fd, packetFilter(watched));
  }

  /** Lets no more packets in. */
  shut(): void {
    attachFilter(this.#libc, this.#fd, nothing);
  }

  /** Takes over what has come; the last time, once it is {@link shut}, all of it. */
  drain(take: (packet: TakenPacket) => void, isLast: boolean): void {
    const most = isLast ? Number.POSITIVE_INFINITY : mostAtATime;
    for (let count = 0; count < most && this.#receive(take); count += 1);
  }

  /** Gives it back, and tells how many packets there was no room for. */
  close(): number {
    const dropped = droppedBy(this.#libc, this.#fd);
    this.#libc.closeAside(this.#fd);
    return dropped;
  }

  #receive(take: (packet: TakenPacket) => void): boolean {
    const message = this.#message;
    message.writeBigUInt64LE(this.#libc.addressOf(this.#block), 0);
    message.writeUInt32LE(addressBytes, 8);
    message.writeBigUInt64LE(this.#libc.addressOf(this.#vector), 16);
    message.writeBigUInt64LE(1n, 24);
    message.writeBigUInt64LE(this.#libc.addressOf(this.#control), 32);
    message.writeBigUInt64LE(BigInt(this.#control.length), 40);
    const length = Number(this.#libc.recvmsg(this.#fd, message, MSG_DONTWAIT | MSG_TRUNC));
    if (length < 0) return false;
    take({
      seconds: Number(this.#control.readBigInt64LE(timeAt)),
      nanos: Number(this.#control.readBigInt64LE(timeAt + 8)),
      length,
      block: this.#block,
      addressAt: 0,
      bytesAt: addressBytes,
      captured: Math.min(length, longestPacket),
    });
    return true;
  }
}
