import type { Handshake } from '../../core/connection.ts';
import type { CaptureClock } from './capture-clock.ts';
import type { Ending, Flow, IcmpError } from './flow.ts';
import { handshakeOf } from './handshake-of.ts';
import type { TrackedEnd } from './tracked-end.ts';

const mostIcmpErrors = 4;

/** A flow while it is followed. As with {@link TrackedEnd}, NaN is a time that is not known. */
export class TrackedFlow implements Flow {
  readonly id: number;
  readonly opener: TrackedEnd;
  readonly peer: TrackedEnd;
  readonly isOpenerKnown: boolean;
  /** Whether the opener is the lower end in the flow table's order. */
  readonly isOpenerLower: boolean;
  readonly firstAtMs: number;
  lastAtMs: number;
  synMs = Number.NaN;
  lastSynMs = Number.NaN;
  synAckMs = Number.NaN;
  lastSynAckMs = Number.NaN;
  ackMs = Number.NaN;
  lastAckMs = Number.NaN;
  synRetransmits = 0;
  synAckRetransmits = 0;
  ending: Ending | null = null;
  /** Whether anybody wants its payload. */
  isWanted = true;
  /** Its place in the flow table. */
  slot = -1;
  #icmpErrors: readonly IcmpError[] = [];
  readonly #clock: CaptureClock;

  constructor(
    id: number,
    opener: TrackedEnd,
    peer: TrackedEnd,
    isOpenerLower: boolean,
    isOpenerKnown: boolean,
    clock: CaptureClock,
  ) {
    this.id = id;
    this.opener = opener;
    this.peer = peer;
    this.isOpenerLower = isOpenerLower;
    this.isOpenerKnown = isOpenerKnown;
    this.firstAtMs = clock.nowMs;
    this.lastAtMs = clock.nowMs;
    this.#clock = clock;
  }

  get synAtMs(): number | null {
    return known(this.synMs);
  }

  get lastSynAtMs(): number | null {
    return known(this.lastSynMs);
  }

  get synAckAtMs(): number | null {
    return known(this.synAckMs);
  }

  get ackAtMs(): number | null {
    return known(this.ackMs);
  }

  get lastAckAtMs(): number | null {
    return known(this.lastAckMs);
  }

  get icmpErrors(): readonly IcmpError[] {
    return this.#icmpErrors;
  }

  addIcmpError(error: IcmpError): void {
    if (this.#icmpErrors.length < mostIcmpErrors) this.#icmpErrors = [...this.#icmpErrors, error];
  }

  handshake(): Handshake {
    return handshakeOf(this, this.#clock.latestMs);
  }
}

function known(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}
