import type { IpPacket } from './ip-packet.ts';

/** All fragments but the last are multiples of that long (RFC 791 §3.1, RFC 8200 §4.5). */
const unitBytes = 8;
const longestDatagram = 65_535;
/** Room for both addresses, in front of the payload. */
const addressRoom = 32;

/** One datagram that is put together from its fragments. Where they overlap, the first one counts. */
export class Datagram {
  #bytes = new Uint8Array(addressRoom + 4096);
  /** Which units of eight bytes have arrived. */
  readonly #hasUnit = new Uint8Array(Math.ceil(longestDatagram / unitBytes));
  #units = 0;
  /** Bytes of payload, known once the last fragment is here. */
  #length = -1;
  /** Up to where the payload was captured: a snap length may have cut fragments off. */
  #capturedLength = longestDatagram;
  #protocol = 0;
  #ttl = 0;

  get isComplete(): boolean {
    return this.#length >= 0 && this.#units >= Math.ceil(this.#length / unitBytes);
  }

  /** Takes one fragment of it. One that cannot belong to any datagram is ignored. */
  add(packet: IpPacket): void {
    const { fragmentOffset: offset, payloadLength: length } = packet;
    const end = offset + length;
    if (length <= 0 || end > longestDatagram) return;
    if (packet.hasMoreFragments && length % unitBytes !== 0) return;
    if (!packet.hasMoreFragments && this.#length < 0) this.#length = end;
    if (offset === 0) {
      this.#protocol = packet.protocol;
      this.#ttl = packet.ttl;
    }
    const captured = packet.capturedEnd - packet.payloadAt;
    if (captured < length) this.#capturedLength = Math.min(this.#capturedLength, offset + captured);
    this.#reserve(end);
    for (let at = 0; at < length; at += unitBytes) {
      const unit = (offset + at) / unitBytes;
      if (this.#hasUnit[unit] === 1) continue;
      this.#hasUnit[unit] = 1;
      this.#units += 1;
      const from = packet.payloadAt + at;
      const to = Math.min(from + unitBytes, packet.capturedEnd, packet.payloadAt + length);
      if (to > from) this.#bytes.set(packet.bytes.subarray(from, to), addressRoom + offset + at);
    }
  }

  /** Makes `packet`, one of its fragments, the whole datagram. False when what it carries cannot be found in it. */
  writeTo(packet: IpPacket): boolean {
    const addressLength = packet.version === 4 ? 4 : 16;
    const { bytes, sourceAt, destinationAt } = packet;
    this.#bytes.set(bytes.subarray(sourceAt, sourceAt + addressLength), 0);
    this.#bytes.set(bytes.subarray(destinationAt, destinationAt + addressLength), addressLength);
    packet.bytes = this.#bytes;
    packet.sourceAt = 0;
    packet.destinationAt = addressLength;
    packet.ttl = this.#ttl;
    packet.protocol = this.#protocol;
    packet.payloadAt = addressRoom;
    packet.payloadLength = this.#length;
    packet.capturedEnd = addressRoom + Math.min(this.#length, this.#capturedLength);
    packet.isFragment = false;
    packet.fragmentOffset = 0;
    packet.hasMoreFragments = false;
    return packet.version === 4 || packet.passExtensions();
  }

  #reserve(length: number): void {
    if (addressRoom + length <= this.#bytes.length) return;
    const larger = new Uint8Array(addressRoom + Math.min(2 * length, longestDatagram));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
