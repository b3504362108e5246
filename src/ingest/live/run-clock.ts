import type { Handshake, Moment } from '../../core/connection.ts';
import type { EndFacts, IcmpFact, PacketFacts } from '../../core/packet-facts.ts';

/** Moves times of packets to the clock of the run: milliseconds since it began, to the microsecond. */
export class RunClock {
  readonly #shiftMs: number;

  /** @param shiftMs the run's time of the first packet */
  constructor(shiftMs: number) {
    this.#shiftMs = shiftMs;
  }

  at(packetMs: number): number {
    return rounded(packetMs + this.#shiftMs);
  }

  moment(moment: Moment): Moment {
    return moment.state === 'seen' ? { ...moment, atMs: this.at(moment.atMs) } : moment;
  }

  handshake({ syn, synAck, ack, firstByte, fin, lastAck }: Handshake): Handshake {
    return {
      syn: this.moment(syn),
      synAck: this.moment(synAck),
      ack: this.moment(ack),
      firstByte: this.moment(firstByte),
      fin: this.moment(fin),
      lastAck: this.moment(lastAck),
    };
  }

  facts({ client, server, icmp }: PacketFacts): PacketFacts {
    return { client: this.#end(client), server: this.#end(server), icmp: icmp.map(fact => this.#icmp(fact)) };
  }

  #end(end: EndFacts): EndFacts {
    const { closedWindow, reset } = end;
    return {
      ...end,
      reset: reset === null ? null : { ...reset, atMs: this.at(reset.atMs) },
      ...(closedWindow !== undefined && {
        closedWindow: { ...closedWindow, atMs: closedWindow.atMs === null ? null : this.at(closedWindow.atMs) },
      }),
    };
  }

  #icmp(fact: IcmpFact): IcmpFact {
    return { ...fact, atMs: this.at(fact.atMs) };
  }
}

/** To the microsecond, as far as packets are stamped. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
