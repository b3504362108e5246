import { uint16, uint32 } from './read-integer.ts';

/** Numbers of what IP carries (IANA's protocol numbers). */
export const ipProtocol = { icmp: 1, tcp: 6, icmpV6: 58 } as const;

/** IPv6 extension headers that are passed over: hop-by-hop, routing, destination options, mobility (RFC 8200 §4, RFC 6275). */
const passedOver: readonly number[] = [0, 43, 60, 135];
const authentication = 51;
const fragment = 44;
const mostExtensionHeaders = 12;

/**
 * An IP packet within a buffer. One object is used for packet after packet: what it says holds until the next `read`.
 */
export class IpPacket {
  bytes: Uint8Array = new Uint8Array(0);
  version: 4 | 6 = 4;
  /** Where its addresses are in `bytes`: 4 or 16 bytes each. */
  sourceAt = 0;
  destinationAt = 0;
  /** Time to live, or hop limit. */
  ttl = 0;
  /** Identification: of every IPv4 packet, and of IPv6 fragments; otherwise 0. */
  id = 0;
  /** What it carries; see {@link ipProtocol}. */
  protocol = 0;
  payloadAt = 0;
  /** How long the payload was on the wire, which may be more than was captured. */
  payloadLength = 0;
  /** Where the captured part of the payload ends in `bytes`. */
  capturedEnd = 0;
  /** Whether the payload is but a part of a datagram; then where in the datagram, in bytes, and whether more follows. */
  isFragment = false;
  fragmentOffset = 0;
  hasMoreFragments = false;

  /**
   * Reads the packet whose captured bytes are `bytes` from `start` to `end`, and which reached to `originalEnd` on the
   * wire. False when it is none, or too little of it was captured.
   */
  read(bytes: Uint8Array, start: number, end: number, originalEnd: number): boolean {
    this.bytes = bytes;
    const version = (bytes[start] ?? 0) >> 4;
    if (version === 4 && start + 20 <= end) return this.#readV4(bytes, start, end, originalEnd);
    if (version === 6 && start + 40 <= end) return this.#readV6(bytes, start, end, originalEnd);
    return false;
  }

  /** Goes on behind IPv6 extension headers that stand at `payloadAt`. False when they do not end within what was captured. */
  passExtensions(): boolean {
    const { bytes } = this;
    for (let count = 0; count <= mostExtensionHeaders; count += 1) {
      const isAuthentication = this.protocol === authentication;
      if (!isAuthentication && this.protocol !== fragment && !passedOver.includes(this.protocol)) return true;
      const at = this.payloadAt;
      if (at + 8 > this.capturedEnd) return false;
      let length = 8;
      if (this.protocol === fragment) this.#readFragmentHeader(at);
      else if (isAuthentication) length = 8 + (bytes[at + 1] ?? 0) * 4;
      else length = 8 + (bytes[at + 1] ?? 0) * 8;
      this.protocol = bytes[at] ?? 0;
      this.payloadAt += length;
      this.payloadLength -= length;
      if (this.payloadLength < 0 || this.payloadAt > this.capturedEnd) return false;
      if (this.isFragment) return true;
    }
    return false;
  }

  #readV4(bytes: Uint8Array, start: number, end: number, originalEnd: number): boolean {
    const headerLength = ((bytes[start] ?? 0) & 15) * 4;
    // Zero where the network card is left to cut the packet up (segmentation offload).
    const totalLength = uint16(bytes, start + 2) || originalEnd - start;
    if (headerLength < 20 || totalLength < headerLength || start + headerLength > end) return false;
    this.version = 4;
    this.sourceAt = start + 12;
    this.destinationAt = start + 16;
    this.ttl = bytes[start + 8] ?? 0;
    this.id = uint16(bytes, start + 4);
    this.protocol = bytes[start + 9] ?? 0;
    this.payloadAt = start + headerLength;
    this.payloadLength = totalLength - headerLength;
    // What follows is the padding of a short Ethernet frame.
    this.capturedEnd = Math.min(end, start + totalLength);
    const fragmentation = uint16(bytes, start + 6) & 0x3fff;
    this.isFragment = fragmentation !== 0;
    this.fragmentOffset = (fragmentation & 0x1fff) * 8;
    this.hasMoreFragments = fragmentation >= 0x2000;
    return true;
  }

  #readV6(bytes: Uint8Array, start: number, end: number, originalEnd: number): boolean {
    // Zero for jumbograms (RFC 2675), and with segmentation offload.
    const payloadLength = uint16(bytes, start + 4) || originalEnd - start - 40;
    this.version = 6;
    this.sourceAt = start + 8;
    this.destinationAt = start + 24;
    this.ttl = bytes[start + 7] ?? 0;
    this.id = 0;
    this.protocol = bytes[start + 6] ?? 0;
    this.payloadAt = start + 40;
    this.payloadLength = Math.max(payloadLength, 0);
    this.capturedEnd = Math.min(end, this.payloadAt + this.payloadLength);
    this.isFragment = false;
    this.fragmentOffset = 0;
    this.hasMoreFragments = false;
    return this.passExtensions();
  }

  /** RFC 8200 §4.5. A fragment that is the whole datagram (RFC 6946) is none. */
  #readFragmentHeader(at: number): void {
    const fragmentation = uint16(this.bytes, at + 2);
    this.id = uint32(this.bytes, at + 4);
    this.fragmentOffset = fragmentation & 0xfff8;
    this.hasMoreFragments = (fragmentation & 1) === 1;
    this.isFragment = this.fragmentOffset > 0 || this.hasMoreFragments;
  }
}
