import type { Evidence } from '../core/evidence.ts';
import type { Operation } from '../core/failure.ts';
import { type Net, NetError } from '../net/net.ts';
import { ConnectionLog } from './connection-log.ts';
import type { ProbeObserver, ProbeOptions } from './options.ts';
import { type Patience, patienceFor } from './patience.ts';
import { Transcript } from './transcript.ts';

/** Thrown at a step that cannot go on because the run, or the part of it that the step belongs to, is over. */
export class Stopped extends Error {
  constructor(
    readonly reason: 'interrupted' | 'out-of-time',
    /** For people. */
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Thrown at a step that has become pointless, because another step settled the matter. */
export class Withdrawn extends Error {}

/** What all steps of one run share: the network, the stopwatch, the limits, and what has been written down. */
export class RunContext {
  readonly connections = new ConnectionLog();
  readonly transcript = new Transcript();
  readonly startedAt: string;
  #ended: Evidence['ended'] = 'complete';
  #rttMs: number | null = null;
  /** When the present part of the run ends, in milliseconds since the run began; later than any run where it has none. */
  #partEndMs = Number.POSITIVE_INFINITY;
  readonly #startMs: number;
  readonly #interrupted: Promise<void>;

  constructor(
    readonly net: Net,
    readonly options: ProbeOptions,
    readonly observer: ProbeObserver,
    signal: AbortSignal,
  ) {
    this.#startMs = net.clock.now();
    this.startedAt = new Date(net.clock.wall()).toISOString();
    observer.began?.(this.#startMs);
    this.#interrupted = new Promise(resolve => {
      const stop = (): void => {
        this.#ended = 'interrupted';
        resolve();
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  get ended(): Evidence['ended'] {
    return this.#ended;
  }

  get rttMs(): number | null {
    return this.#rttMs;
  }

  get patience(): Patience {
    return patienceFor(this.#rttMs, this.options.connectTimeoutMs);
  }

  /** Milliseconds that are left for the present part of the run; 0 or less when they are used up, or the run has ended. */
  get leftMs(): number {
    if (this.#ended !== 'complete') return 0;
    return Math.min(this.options.totalTimeoutMs, this.#partEndMs) - this.elapsed();
  }

  /** Runs a part of the run that has a time of its own: then its waits end, and the run goes on without their results. */
  async withinTime<T>(timeMs: number, part: () => Promise<T>): Promise<T> {
    this.#partEndMs = this.elapsed() + timeMs;
    try {
      return await part();
    } finally {
      this.#partEndMs = Number.POSITIVE_INFINITY;
    }
  }

  /** Milliseconds since the run began, to a hundredth. */
  elapsed(): number {
    return this.fromStart(this.net.clock.now());
  }

  /** A reading of the clock as milliseconds since the run began. */
  fromStart(clockMs: number): number {
    return Math.round((clockMs - this.#startMs) * 100) / 100;
  }

  /** Takes a time from question to answer on the control connection; the shortest one is the round trip. */
  noteRoundTrip(tookMs: number): void {
    this.#rttMs = this.#rttMs === null ? tookMs : Math.min(this.#rttMs, tookMs);
  }

  delay(ms: number): Promise<void> {
    return new Promise(resolve => void this.net.clock.after(ms, resolve));
  }

  /**
   * Waits for a promise within a limit, and within what is left of the run. Rejects with a {@link NetError} of kind
   * `timeout` that carries the limit which applied, with {@link Withdrawn} when `unless` comes first, and with
   * {@link Stopped} when the run, or the part of it that has a time of its own, is over.
   */
  async limit<T>(promise: Promise<T>, limitMs: number, operation: Operation, unless?: Promise<unknown>): Promise<T> {
    // Nobody may be left to listen to it: not when the run is over already, nor when it loses the race below.
    promise.catch(() => undefined);
    const { leftMs } = this;
    const isPart = this.#partEndMs < this.options.totalTimeoutMs;
    if (this.#ended === 'interrupted') throw new Stopped('interrupted', 'interrupted');
    if (leftMs <= 0) throw isPart ? partIsOver() : this.#outOfTime();
    const appliedMs = Math.round(Math.min(limitMs, leftMs));
    let cancel = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      cancel = this.net.clock.after(appliedMs, () => {
        const isCutShort = leftMs < limitMs;
        // Part of the patience that was meant would pass for silence in what is compared with the modes.
        if (isCutShort && isPart) return reject(partIsOver());
        if (isCutShort) this.#outOfTime();
        reject(new NetError({ kind: 'timeout', operation, errno: null, limitMs: appliedMs }));
      });
    });
    const stopped = this.#interrupted.then(() => {
      throw new Stopped('interrupted', 'interrupted');
    });
    const withdrawn = unless?.then(() => {
      throw new Withdrawn();
    });
    const all = [promise, late, stopped, ...(withdrawn === undefined ? [] : [withdrawn])];
    // Those that lose the race still settle one day, and nobody else listens to them.
    for (const one of all) one.catch(() => undefined);
    try {
      return await Promise.race(all);
    } finally {
      cancel();
    }
  }

  #outOfTime(): Stopped {
    if (this.#ended === 'complete') this.#ended = 'out-of-time';
    return new Stopped('out-of-time', 'the time for the whole run was used up');
  }
}

function partIsOver(): Stopped {
  return new Stopped('out-of-time', 'the time for it was used up');
}
