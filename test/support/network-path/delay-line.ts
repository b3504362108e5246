import { Tun } from './tun.ts';

/**
 * A process of its own: carries packets between two TUN devices, each way with the same delay. Stands in for the
 * kernel's netem, which small machines lack.
 *
 * Words: the two devices' names and the one-way delay in milliseconds. Says `ready` once both devices exist, and goes
 * on until it is killed. It neither waits on Node's event loop nor on its timers, whose steps of a millisecond are too
 * coarse.
 */
const [nearName = '', farName = '', delay = '0'] = process.argv.slice(2);
const oneWayMs = Number(delay);

interface Waiting {
  readonly dueMs: number;
  readonly packet: Buffer;
}

/** One direction: packets leave in the order in which they came. */
class Line {
  readonly #waiting: Waiting[] = [];
  constructor(
    readonly from: Tun,
    readonly to: Tun,
  ) {}

  take(): void {
    for (let packet = this.from.read(); packet !== null; packet = this.from.read()) {
      this.#waiting.push({ dueMs: performance.now() + oneWayMs, packet });
    }
  }

  deliver(): void {
    const now = performance.now();
    while (this.#waiting[0] !== undefined && this.#waiting[0].dueMs <= now) {
      this.to.write(this.#waiting[0].packet);
      this.#waiting.shift();
    }
  }

  /** When the next packet is due; infinity when none waits. */
  get dueMs(): number {
    return this.#waiting[0]?.dueMs ?? Number.POSITIVE_INFINITY;
  }
}

const near = new Tun(nearName);
const far = new Tun(farName);
const lines = [new Line(near, far), new Line(far, near)];
process.stdout.write('ready\n', () => {
  for (;;) {
    const dueMs = Math.min(...lines.map(line => line.dueMs));
    Tun.wait([near, far], Number.isFinite(dueMs) ? Math.max(0, dueMs - performance.now()) : null);
    for (const line of lines) line.take();
    for (const line of lines) line.deliver();
  }
});
