import { CaptureClock } from '../../capture/capture-clock.ts';
import { FragmentStore } from '../../capture/fragment-store.ts';
import { IpPacket, ipProtocol } from '../../capture/ip-packet.ts';
import { findIpHeader } from '../../capture/link-layer.ts';
import type { PacketSink } from '../../capture/packet-sink.ts';
import { TcpSegment } from '../../capture/tcp-segment.ts';
import type { AddressPseudonyms } from '../pseudonyms/address-pseudonyms.ts';
import type { ControlConnections } from './control-connections.ts';
import { addressAt } from './packet-address.ts';
import { hostsOf, payloadOf, payloadSequence } from './payload-of.ts';

/** Keeps what is said on control connections, and notes the addresses of all packets. */
export class CaptureLearner implements PacketSink {
  readonly #connections: ControlConnections;
  readonly #addresses: AddressPseudonyms | null;
  readonly #clock = new CaptureClock();
  readonly #fragments = new FragmentStore();
  readonly #ip = new IpPacket();
  readonly #segment = new TcpSegment();

  /** @param addresses null where they are of no interest */
  constructor(connections: ControlConnections, addresses: AddressPseudonyms | null) {
    this.#connections = connections;
    this.#addresses = addresses;
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
    this.#clock.set(seconds, nanos);
    const ip = this.#ip;
    const at = findIpHeader(bytes, start, end, linkType);
    if (at < 0 || !ip.read(bytes, at, end, start + originalLength)) return;
    this.#note(ip);
    if (ip.isFragment && !this.#fragments.complete(ip, this.#clock.nowMs)) return;
    if (ip.protocol !== ipProtocol.tcp || !this.#segment.read(ip)) return;
    const [source, destination] = hostsOf(ip);
    const direction = this.#connections.directionOf(source, destination, this.#segment);
    const payload = payloadOf(ip, this.#segment);
    if (payload.length > 0) direction?.stream.add(payloadSequence(this.#segment), payload);
  }

  #note({ bytes, sourceAt, destinationAt, version }: IpPacket): void {
    this.#addresses?.note(addressAt(bytes, sourceAt, version));
    this.#addresses?.note(addressAt(bytes, destinationAt, version));
  }
}
