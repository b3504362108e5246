import { FragmentStore } from '../../capture/fragment-store.ts';
import { IpPacket, ipProtocol } from '../../capture/ip-packet.ts';
import { findIpHeader } from '../../capture/link-layer.ts';
import { TcpSegment } from '../../capture/tcp-segment.ts';
import type { AddressPseudonyms } from '../pseudonyms/address-pseudonyms.ts';
import { redactIcmp } from './icmp-redactor.ts';
import { checksumOf } from './internet-checksum.ts';
import { emptyOptions, headerAt, headerSum } from './ip-layout.ts';
import { linkHeaderLength } from './link-header.ts';
import { replaceAddress } from './packet-address.ts';
import { hostsOf, payloadOf } from './payload-of.ts';
import { rechecked, udpHeaderBytes } from './rechecked.ts';
import { filterTcpOptions } from './tcp-options-filter.ts';
import { wholePacket } from './whole-packet.ts';

const udp = 17;
/** Ports and sequence number: as much of TCP as an ICMP error has to quote (RFC 792). */
const leastOfTcp = 8;

/** Says what becomes of a segment's payload, which it may write over. */
export type RedactPayload = (
  segment: TcpSegment,
  hosts: readonly [string, string],
  payload: Uint8Array,
  isQuoted: boolean,
) => void;

/**
 * Redacts packets, each in a copy of its own: addresses become pseudonyms where that is asked for, payload of TCP becomes
 * what `redactPayload` makes of it, and that of everything else becomes zeros. Lengths stay, checksums are made valid; of
 * packets that were cut off they are changed by as much as the packet was.
 */
export class PacketRedactor {
  readonly #addresses: AddressPseudonyms | null;
  readonly #redactPayload: RedactPayload;
  readonly #fragments = new FragmentStore();
  readonly #ip = new IpPacket();
  readonly #segment = new TcpSegment();

  /** @param addresses what stands for addresses; null where they stay */
  constructor(addresses: AddressPseudonyms | null, redactPayload: RedactPayload) {
    this.#addresses = addresses;
    this.#redactPayload = redactPayload;
  }

  /**
   * The packet to write, in the given bytes or in new ones: fragments become one packet, in place of the last of them.
   * Its length on the wire is `originalLength`, other than that of the bytes where it was cut off.
   */
  redact(
    bytes: Uint8Array,
    linkType: number,
    originalLength: number,
    nowMs: number,
  ): { readonly bytes: Uint8Array; readonly originalLength: number } {
    const ip = this.#ip;
    const at = findIpHeader(bytes, 0, bytes.length, linkType);
    if (at < 0 || !ip.read(bytes, at, bytes.length, originalLength)) {
      bytes.fill(0, Math.min(linkHeaderLength(linkType), bytes.length));
      return { bytes, originalLength };
    }
    if (!ip.isFragment) {
      bytes.fill(0, ip.capturedEnd);
      this.#redactIp(ip, false);
      return { bytes, originalLength };
    }
    if (!this.#fragments.complete(ip, nowMs)) {
      bytes.fill(0, Math.min(ip.payloadAt, bytes.length));
      this.#redactHeader(ip);
      return { bytes, originalLength };
    }
    const whole = wholePacket(bytes.subarray(0, at), ip);
    if (ip.read(whole.bytes, at, whole.bytes.length, whole.originalLength)) this.#redactIp(ip, false);
    return whole;
  }

  #redactIp(ip: IpPacket, isQuoted: boolean): void {
    const { bytes, payloadAt, capturedEnd } = ip;
    switch (ip.fragmentOffset > 0 ? -1 : ip.protocol) {
      case ipProtocol.tcp:
        rechecked(ip, 16, () => {
          this.#redactTcp(ip, isQuoted);
          this.#redactHeader(ip);
        });
        return;
      case udp:
        rechecked(ip, 6, () => {
          bytes.fill(0, Math.min(payloadAt + udpHeaderBytes, capturedEnd), capturedEnd);
          this.#redactHeader(ip);
        });
        return;
      case ipProtocol.icmp:
      case ipProtocol.icmpV6:
        rechecked(ip, 2, () => {
          redactIcmp(ip, this.#addresses, isQuoted ? null : quoted => this.#redactIp(quoted, true));
          this.#redactHeader(ip);
        });
        return;
      default:
        bytes.fill(0, payloadAt, capturedEnd);
        this.#redactHeader(ip);
    }
  }

  #redactTcp(ip: IpPacket, isQuoted: boolean): void {
    const segment = this.#segment;
    if (!segment.read(ip)) {
      ip.bytes.fill(0, Math.min(ip.payloadAt + leastOfTcp, ip.capturedEnd), ip.capturedEnd);
      return;
    }
    filterTcpOptions(ip.bytes, segment);
    this.#redactPayload(segment, hostsOf(ip), payloadOf(ip, segment), isQuoted);
  }

  /** Addresses, and the header's checksum. */
  #redactHeader(ip: IpPacket): void {
    const { bytes, version, sourceAt, destinationAt } = ip;
    if (this.#addresses !== null) {
      replaceAddress(bytes, sourceAt, version, this.#addresses);
      replaceAddress(bytes, destinationAt, version, this.#addresses);
      emptyOptions(ip);
    }
    if (version !== 4) return;
    const checksum = checksumOf(headerSum(ip));
    bytes.set([checksum >> 8, checksum & 0xff], headerAt(ip) + 10);
  }
}
