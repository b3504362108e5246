import type { Libc } from '../kernel/libc.ts';
import { EarlySocket } from './early-socket.ts';
import { Once } from './once.ts';
import type { Watched } from './packet-filter.ts';
import { mostBytes, PacketLog } from './packet-log.ts';
import { PacketRing } from './packet-ring.ts';

/** More packets than a check of a small directory has; for more, a call for each is too much. */
const fewPackets = 1000;
/** The kernel may stamp the very first packets only when they are taken over. */
const earlyDrainMs = 1;
const earlyMs = 50;
const drainEveryMs = 10;
const ringDrainMs = 20;
/** So long after the ring took over, no packet comes of those that both have. */
const bothMs = 500;
/** The last packets of a run: FINs and their ACKs, as far as they are on this machine or on a short path. */
const lingerMs = 2;

/** What was recorded. */
interface Record {
  readonly packets: number;
  readonly lost: number;
  readonly pcap: readonly Uint8Array[];
}

/**
 * Takes packets by a plain socket at first, and by a ring once there are many: making a ring and giving it back takes the
 * kernel longer than a short run has to spare.
 */
export class Recorder {
  readonly #libc: Libc;
  readonly #log = new PacketLog(mostBytes);
  readonly #once = new Once();
  readonly #early: EarlySocket;
  #source: EarlySocket | PacketRing;
  #list: Watched | null = null;
  #dropped = 0;
  #makingRing: Promise<void> | null = null;
  #timer: NodeJS.Timeout;

  private constructor(libc: Libc, early: EarlySocket) {
    this.#libc = libc;
    this.#early = early;
    this.#source = early;
    this.#timer = this.#drainEvery(earlyDrainMs, earlyMs / earlyDrainMs);
    if (!early.hasRoom) this.#makeRing();
  }

  /** Opens one that takes nothing yet; the call and errno that it failed of as a text. */
  static open(libc: Libc): Recorder | string {
    const early = EarlySocket.open(libc);
    return typeof early === 'string' ? early : new Recorder(libc, early);
  }

  /** Takes from now on the packets of these, and of nobody else. */
  watch(list: Watched): void {
    this.#list = list;
    this.#source.watch(list);
  }

  /** Waits a moment for what is still under way, and ends. */
  async stop(): Promise<Record> {
    await this.#makingRing;
    await wait(lingerMs);
    clearInterval(this.#timer);
    this.#source.shut();
    // A packet that another processor was about to write is written by then.
    await wait(1);
    this.#drain(true);
    this.#dropped += this.#source.close();
    const { packets, refused } = this.#log;
    return { packets, lost: this.#dropped + refused, pcap: this.#log.parts() };
  }

  /** @param times after which it is done less often */
  #drainEvery(ms: number, times = Number.POSITIVE_INFINITY): NodeJS.Timeout {
    let count = 0;
    return setInterval(() => {
      this.#drain();
      count += 1;
      if (count < times) return;
      clearInterval(this.#timer);
      this.#timer = this.#drainEvery(drainEveryMs);
    }, ms).unref();
  }

  #drain(isLast = false): void {
    if (this.#source !== this.#early) {
      this.#source.drain(packet => {
        if (this.#once.isNew(packet)) this.#log.add(packet);
      }, isLast);
      return;
    }
    this.#early.drain(packet => {
      if (this.#makingRing !== null) this.#once.note(packet);
      this.#log.add(packet);
    }, isLast);
    if (this.#log.packets > fewPackets && !isLast && this.#makingRing === null) this.#makeRing();
  }

  /** Where there is no ring to be had, the socket has to do: what it loses is told. */
  #makeRing(): void {
    this.#makingRing = PacketRing.open(this.#libc).then(ring => {
      if (typeof ring === 'string') return;
      // First the one, then not the other: what both take in between is the same packets.
      if (this.#list !== null) ring.watch(this.#list);
      this.#early.shut();
      this.#drain(true);
      this.#dropped += this.#early.close();
      this.#source = ring;
      clearInterval(this.#timer);
      this.#timer = this.#drainEvery(ringDrainMs);
      setTimeout(() => this.#once.forget(), bothMs).unref();
    });
  }
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms));
}
