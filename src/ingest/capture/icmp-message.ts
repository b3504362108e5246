import { IpPacket, ipProtocol } from './ip-packet.ts';
import { uint16, uint32 } from './read-integer.ts';

/** Destination unreachable, source quench, time exceeded, parameter problem (RFC 792); the errors of RFC 4443 are below 128. */
const errorTypesV4: readonly number[] = [3, 4, 11, 12];
const headerBytes = 8;

/** An ICMP or ICMPv6 error about a TCP packet. One object is used for message after message. */
export class IcmpMessage {
  type = 0;
  code = 0;
  /** Of the next hop; null where the message is not about that. */
  mtu: number | null = null;
  /** The packet that it complains about, as far as it is quoted. */
  readonly quoted = new IpPacket();
  sourcePort = 0;
  destinationPort = 0;

  /** False when the packet's payload is no such error. */
  read(packet: IpPacket): boolean {
    const { bytes, payloadAt: at, capturedEnd, version } = packet;
    if (at + headerBytes > capturedEnd) return false;
    this.type = bytes[at] ?? 0;
    this.code = bytes[at + 1] ?? 0;
    if (version === 4 ? !errorTypesV4.includes(this.type) : this.type === 0 || this.type > 127) return false;
    this.mtu = this.#mtuOf(bytes, at, version);
    const { quoted } = this;
    if (!quoted.read(bytes, at + headerBytes, capturedEnd, packet.payloadAt + packet.payloadLength)) return false;
    if (quoted.protocol !== ipProtocol.tcp || quoted.fragmentOffset > 0) return false;
    if (quoted.payloadAt + 4 > quoted.capturedEnd) return false;
    this.sourcePort = uint16(bytes, quoted.payloadAt);
    this.destinationPort = uint16(bytes, quoted.payloadAt + 2);
    return true;
  }

  /** RFC 1191 §4; 0 there is a router that does not tell. */
  #mtuOf(bytes: Uint8Array, at: number, version: 4 | 6): number | null {
    if (version === 6) return this.type === 2 ? uint32(bytes, at + 4) : null;
    return this.type === 3 && this.code === 4 ? uint16(bytes, at + 6) || null : null;
  }
}
