/**
 * The capture's clock: milliseconds from its first packet. Seconds and fraction are subtracted apart before they are put
 * together, so that a double stays exact to the nanosecond for a hundred days.
 */
export class CaptureClock {
  /** The time of the packet at hand. */
  nowMs = 0;
  /** The latest time so far: `nowMs`, unless the capturing machine's clock was set back. */
  latestMs = 0;
  #originSeconds = 0;
  #originNanos = -1;
  #hasBegun = false;

  /** Whether any packet was seen. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Takes the time of the next packet. A packet without a time (`nanos` below 0) is as late as the one before it. */
  set(seconds: number, nanos: number): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#originSeconds = seconds;
      this.#originNanos = nanos;
      return;
    }
    if (nanos < 0 || this.#originNanos < 0) return;
    this.nowMs = ((seconds - this.#originSeconds) * 1e9 + (nanos - this.#originNanos)) / 1e6;
    if (this.nowMs > this.latestMs) this.latestMs = this.nowMs;
  }

  /** The wall-clock time of the first packet: ISO 8601 in UTC with microseconds; null where it has none. */
  get startedAt(): string | null {
    if (this.#originNanos < 0) return null;
    const second = new Date(this.#originSeconds * 1000);
    if (Number.isNaN(second.getTime())) return null;
    const micros = Math.floor(this.#originNanos / 1000);
    return second.toISOString().replace('.000Z', `.${String(micros).padStart(6, '0')}Z`);
  }
}
