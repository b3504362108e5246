import type { Recorder } from '../recorder.ts';
import type { Stamp } from '../text/stamp.ts';

const dayMs = 86_400_000;

/**
 * Turns the wall-clock times of one session's lines into milliseconds from its beginning, and tells its recorder when
 * that was and how exact the times are. Time never goes backwards; a time of day that does has passed midnight.
 */
export class SessionClock {
  readonly #recorder: Recorder;
  #firstMs: number | null = null;
  #lastMs = 0;
  #days = 0;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** The time of a line with that stamp; of one without, the time of the line before, or null if none had a stamp. */
  at(stamp: Stamp | null | undefined): number | null {
    if (stamp === null || stamp === undefined) return this.#firstMs === null ? null : this.#lastMs;
    if (this.#firstMs === null) this.#begin(stamp);
    let elapsedMs = stamp.ms + this.#days * dayMs - (this.#firstMs ?? 0);
    if (!stamp.hasDate && elapsedMs < this.#lastMs - dayMs / 2) {
      this.#days += 1;
      elapsedMs += dayMs;
    }
    this.#lastMs = Math.max(this.#lastMs, Math.round(elapsedMs * 1000) / 1000);
    return this.#lastMs;
  }

  #begin(stamp: Stamp): void {
    this.#firstMs = stamp.ms;
    this.#recorder.setClock(stamp.isExact ? 'exact' : 'seconds');
    if (!stamp.hasDate) return;
    const iso = new Date(stamp.ms).toISOString();
    this.#recorder.startedAt ??= stamp.isUtc ? iso : iso.slice(0, -1);
  }
}
