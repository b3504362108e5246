import type { CaptureClock } from './capture-clock.ts';
import type { FlowListener } from './flow-listener.ts';
import type { FlowTracker } from './flow-tracker.ts';
import { FragmentStore } from './fragment-store.ts';
import { IcmpMessage } from './icmp-message.ts';
import { IpPacket, ipProtocol } from './ip-packet.ts';
import { findIpHeader, linkTypeNames } from './link-layer.ts';
import type { PacketSink } from './packet-sink.ts';
import { TcpSegment } from './tcp-segment.ts';

/** More link types than that are not named. */
const mostLinkTypes = 64;

/** Takes packets apart, down to TCP segments and ICMP errors, and hands these to the tracker. */
export class PacketDecoder implements PacketSink {
  packets = 0;
  tcpPackets = 0;
  cutPackets = 0;
  otherPackets = 0;
  readonly #clock: CaptureClock;
  readonly #tracker: FlowTracker;
  readonly #listener: FlowListener | null;
  readonly #ip = new IpPacket();
  readonly #segment = new TcpSegment();
  readonly #icmp = new IcmpMessage();
  readonly #fragments = new FragmentStore();
  readonly #linkTypes = new Set<number>();
  #lastLinkType = -1;

  constructor(clock: CaptureClock, tracker: FlowTracker, listener: FlowListener | null) {
    this.#clock = clock;
    this.#tracker = tracker;
    this.#listener = listener;
  }

  /** Names of the link types seen. */
  get linkTypes(): readonly string[] {
    return [...new Set([...this.#linkTypes].map(type => linkTypeNames[type] ?? `LINKTYPE_${type}`))];
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    linkType: number,
    seconds: number,
    nanos: number,
  ): void {
    const isFirst = !this.#clock.hasBegun;
    this.#clock.set(seconds, nanos);
    if (isFirst) this.#listener?.began(this.#clock.startedAt);
    this.packets += 1;
    if (linkType !== this.#lastLinkType) this.#noteLinkType(linkType);
    const originalEnd = start + originalLength;
    if (originalEnd > end) this.cutPackets += 1;
    const at = findIpHeader(bytes, start, end, linkType);
    if (at < 0 || !this.#ip.read(bytes, at, end, originalEnd)) {
      this.otherPackets += 1;
      return;
    }
    if (this.#ip.isFragment && !this.#fragments.complete(this.#ip, this.#clock.nowMs)) return;
    this.#takeIp();
  }

  #takeIp(): void {
    const { protocol } = this.#ip;
    if (protocol === ipProtocol.tcp) {
      if (!this.#segment.read(this.#ip)) {
        this.otherPackets += 1;
        return;
      }
      this.tcpPackets += 1;
      this.#tracker.take(this.#ip, this.#segment);
    } else if (protocol === ipProtocol.icmp || protocol === ipProtocol.icmpV6) {
      if (this.#icmp.read(this.#ip)) this.#tracker.takeError(this.#ip, this.#icmp);
    }
  }

  #noteLinkType(linkType: number): void {
    this.#lastLinkType = linkType;
    if (this.#linkTypes.size < mostLinkTypes) this.#linkTypes.add(linkType);
  }
}
