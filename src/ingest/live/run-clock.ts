import { toMicrosecond } from '../../core/to-microsecond.ts';
import { packetsFromLaterZero } from '../capture/sessions/later-zero.ts';
import type { Packets } from '../recording.ts';

/** Moves times of packets to the clock of the run: milliseconds since it began, to the microsecond. */
export class RunClock {
  readonly #shiftMs: number;

  /** @param shiftMs the run's time of the first packet */
  constructor(shiftMs: number) {
    this.#shiftMs = shiftMs;
  }

  at(packetMs: number): number {
    return toMicrosecond(packetMs + this.#shiftMs);
  }

  packets(packets: Packets): Packets {
    return packetsFromLaterZero(packets, -this.#shiftMs);
  }
}
