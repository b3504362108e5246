import type { Endpoint } from '../core/endpoint.ts';
import type { TraceHop } from '../core/step-values.ts';
import { isTraceEnd } from '../core/trace-end.ts';
import type { RunContext } from './run-context.ts';

/** SYNs under way to one port at a time. Those that reach a control port are connections there: few beside each other. */
const beside = 3;
/** More routers than lie on any path. */
const farthest = 30;
/** So many in a row that say nothing are the end, where no other port shows how far the host is. */
const mostSilent = 6;

/** Finds, SYN by SYN, how far packets to one port come. */
export class PortTrace {
  readonly #run: RunContext;
  readonly #hops = new Map<number, TraceHop>();

  constructor(
    run: RunContext,
    readonly to: Endpoint,
  ) {
    this.#run = run;
  }

  /** What has been found so far, by distance, up to the first answer of the port itself. */
  get hops(): readonly TraceHop[] {
    const all = [...this.#hops.values()].toSorted((a, b) => a.ttl - b.ttl);
    const end = all.findIndex(isTraceEnd);
    return end === -1 ? all : all.slice(0, end + 1);
  }

  /** The distance at which the port itself, or whoever rejects in its name, answered first; null while it did not. */
  get end(): number | null {
    return this.hops.find(isTraceEnd)?.ttl ?? null;
  }

  /** Whether so much silence says that nothing more will come. */
  get isSilent(): boolean {
    const { hops } = this;
    return hops.length >= mostSilent && hops.slice(-mostSilent).every(({ answer }) => answer === 'none');
  }

  /** Sends a SYN for each of these distances, side by side; one that was answered is not asked again. */
  async ask(ttls: readonly number[]): Promise<void> {
    const { net, options, patience } = this.#run;
    const open = ttls.filter(ttl => (this.#hops.get(ttl)?.answer ?? 'none') === 'none');
    await Promise.all(
      open.map(async ttl => {
        const limitMs = patience.hopMs;
        const asked = net.hop({ to: this.to, from: options.sourceAddress, ttl, limitMs });
        this.#hops.set(ttl, { ttl, ...(await this.#run.limit(asked, 2 * limitMs, 'connect')) });
      }),
    );
  }

  /** Asks once more where nothing was heard, up to a distance: a SYN or its answer may have been lost. */
  async askAgain(upTo: number): Promise<void> {
    const silent = this.hops.filter(({ ttl, answer }) => answer === 'none' && ttl <= upTo).map(({ ttl }) => ttl);
    for (let at = 0; at < silent.length; at += 2 * beside) await this.ask(silent.slice(at, at + 2 * beside));
  }
}

/**
 * Traces the control port and another one of the same host side by side: where the two part, packets to the other one
 * die. The control port shows how far the host is, so that the other one is not asked beyond.
 */
export async function traceBoth(run: RunContext, control: PortTrace, other: PortTrace | null): Promise<void> {
  for (let ttl = 1; ttl <= farthest && run.leftMs > run.patience.hopMs; ttl += beside) {
    const ttls = Array.from({ length: beside }, (_, index) => ttl + index);
    await control.ask(ttls);
    const { end } = control;
    // Not at the same time, and no farther: routers send only so many ICMP messages a second (Linux six, then one).
    if (other !== null && other.end === null) await other.ask(ttls.filter(one => end === null || one <= end));
    if (end !== null || control.isSilent) break;
  }
  const distance = control.end ?? farthest;
  if (run.leftMs <= run.patience.hopMs) return;
  await Promise.all(
    [control, ...(other === null || other.end !== null ? [] : [other])].map(one => one.askAgain(distance)),
  );
}
