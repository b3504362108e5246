import type { PacketSink } from '../../capture/packet-sink.ts';

/** More link types than that are damage. */
const mostLinkTypes = 64;

/** Looks at how the packets of a capture are kept, so that another one can be written like it. */
export class CaptureSurvey {
  readonly #linkTypes = new Set<number>();
  #untimed: number | null = null;
  #hasNanos = false;
  #longest = 0;

  /** Passes every packet on. */
  before(sink: PacketSink): PacketSink {
    return {
      packet: (bytes, start, end, originalLength, linkType, seconds, nanos) => {
        if (this.#linkTypes.size < mostLinkTypes) this.#linkTypes.add(linkType);
        this.#longest = Math.max(this.#longest, end - start);
        if (nanos < 0) this.#untimed ??= linkType;
        else this.#hasNanos ||= nanos % 1000 !== 0;
        sink.packet(bytes, start, end, originalLength, linkType, seconds, nanos);
      },
    };
  }

  /** That of packets without a time comes first. */
  get linkTypes(): readonly number[] {
    const all = [...this.#linkTypes];
    return this.#untimed === null ? all : [this.#untimed, ...all.filter(type => type !== this.#untimed)];
  }

  /** Captured bytes of the longest packet. */
  get longest(): number {
    return this.#longest;
  }

  get hasNanos(): boolean {
    return this.#hasNanos;
  }
}
