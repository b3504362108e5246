import type { Clock } from '../../src/net/net.ts';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that stands still while anything can still happen, and jumps to the next timer when nothing can. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#nowMs;
  }

  wall(): number {
    return Date.UTC(2026, 10, 22, 10) + this.#nowMs;
  }

  after(ms: number, run: () => void): () => void {
    const timer: Timer = { dueMs: this.#nowMs + Math.max(0, ms), order: this.#order++, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Drives time until the promise settles. Throws when nothing is left that could settle it. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settled = promise.finally(() => {
      isSettled = true;
    });
    settled.catch(() => undefined);
    for (;;) {
      // All that can happen at this moment happens first: promises settle in microtasks, never through real time here.
      await new Promise(resolve => setImmediate(resolve));
      if (isSettled) return settled;
      const [next] = [...this.#timers].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
      if (next === undefined) throw new Error('the promise waits for something that can never happen');
      this.#timers.delete(next);
      this.#nowMs = next.dueMs;
      next.run();
    }
  }
}
