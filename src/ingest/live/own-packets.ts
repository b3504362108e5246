import type { Evidence } from '../../core/evidence.ts';
import { CaptureClock } from '../capture/capture-clock.ts';
import type { Flow } from '../capture/flow.ts';
import { formatAddress } from '../capture/format-address.ts';
import { IcmpMessage } from '../capture/icmp-message.ts';
import { IpPacket, ipProtocol } from '../capture/ip-packet.ts';
import { findIpHeader } from '../capture/link-layer.ts';
import type { PacketSink } from '../capture/packet-sink.ts';
import { readPackets } from '../capture/read-packets.ts';
import { TcpSegment } from '../capture/tcp-segment.ts';
import { CaptureLearner } from '../redact/capture/capture-learner.ts';
import { ControlConnections } from '../redact/capture/control-connections.ts';
import { PacketRedactor, type RedactPayload } from '../redact/capture/packet-redactor.ts';
import { payloadSequence } from '../redact/capture/payload-of.ts';
import { PcapWriter } from '../redact/capture/pcap-writer.ts';
import { redactRun } from '../redact/capture/stream-redactor.ts';
import { inOrder, readLiveFlows } from './live-flows.ts';
import { OwnConnections, pairOf } from './own-connections.ts';
import { secretCutter, secretScrubber } from './secret-cutter.ts';

/** LINKTYPE_LINUX_SLL2 of the tcpdump.org registry. */
const linuxSll2 = 276;
const longestPacket = 262_144;

/**
 * The packets that belong to these runs, as a pcap file; those of other programs are left out. Passwords are replaced by
 * asterisks and checksums put right; with null for the secrets, all stays as it was.
 */
export async function ownPackets(
  pcap: readonly Uint8Array[],
  runs: readonly Evidence[],
  secrets: readonly string[] | null,
): Promise<readonly Uint8Array[]> {
  const own = new OwnConnections(runs);
  const { flows } = await readLiveFlows(pcap, []);
  const ours = flows.filter(flow => own.roleOf(flow) !== null);
  const pairs = new Set(ours.map(({ opener, peer }) => pairOf(opener, peer)));
  const dialogues = ours.filter(flow => own.roleOf(flow) === 'dialogue');
  const redactor = secrets === null ? null : await packetRedactor(pcap, dialogues, secrets);
  const writer = new OwnWriter(pairs, redactor);
  await readPackets(inOrder(pcap), writer);
  return writer.finish();
}

/** Cuts secrets out of packets, wherever segments begin and end. */
async function packetRedactor(
  pcap: readonly Uint8Array[],
  dialogues: readonly Flow[],
  secrets: readonly string[],
): Promise<PacketRedactor> {
  const connections = new ControlConnections();
  for (const { opener, peer } of dialogues) connections.expect(opener, peer);
  await readPackets(inOrder(pcap), new CaptureLearner(connections, null));
  const cutter = secretCutter(secrets);
  for (const connection of connections.all()) {
    for (const speaker of ['client', 'server'] as const) {
      const stream = connection[speaker];
      stream.replace(stream.runs().map(run => redactRun(run, speaker, cutter)));
    }
  }
  connections.rewind();
  const scrub = secretScrubber(secrets);
  const redactPayload: RedactPayload = (segment, [source, destination], payload, isQuoted) => {
    const direction = isQuoted
      ? connections.quotedDirectionOf(source, destination, segment)
      : connections.directionOf(source, destination, segment);
    if (direction !== null) direction.stream.write(payloadSequence(segment), payload);
    else {
      const view = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
      view.write(scrub(view.toString('latin1')), 'latin1');
    }
  };
  return new PacketRedactor(null, redactPayload);
}

/** Writes the packets between these pairs of ends, and the ICMP errors about them. */
class OwnWriter implements PacketSink {
  readonly #parts: Uint8Array[] = [];
  readonly #pairs: ReadonlySet<string>;
  readonly #redactor: PacketRedactor | null;
  readonly #clock = new CaptureClock();
  readonly #ip = new IpPacket();
  readonly #segment = new TcpSegment();
  readonly #icmp = new IcmpMessage();
  #writer: PcapWriter | null = null;

  constructor(pairs: ReadonlySet<string>, redactor: PacketRedactor | null) {
    this.#pairs = pairs;
    this.#redactor = redactor;
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
    if (!this.#isOwn(bytes, start, end, originalLength, linkType)) return;
    const copy = bytes.slice(start, end);
    const packet = this.#redactor?.redact(copy, linkType, originalLength, this.#clock.nowMs) ?? {
      bytes: copy,
      originalLength,
    };
    this.#parts.push(this.#begun(linkType).packet({ ...packet, linkType, seconds, nanos }));
  }

  /** The file, which has a header even where there is no packet in it. */
  finish(): readonly Uint8Array[] {
    this.#begun(linuxSll2);
    return this.#parts;
  }

  /** All packets of one recording have the same link type. */
  #begun(linkType: number): PcapWriter {
    if (this.#writer === null) {
      this.#writer = new PcapWriter(linkType, true, longestPacket);
      this.#parts.push(this.#writer.begin());
    }
    return this.#writer;
  }

  #isOwn(bytes: Uint8Array, start: number, end: number, originalLength: number, linkType: number): boolean {
    const at = findIpHeader(bytes, start, end, linkType);
    const ip = this.#ip;
    if (at < 0 || !ip.read(bytes, at, end, start + originalLength)) return false;
    if (ip.protocol === ipProtocol.tcp) return this.#segment.read(ip) && this.#isBetween(ip, this.#segment);
    const isIcmp = ip.protocol === ipProtocol.icmp || ip.protocol === ipProtocol.icmpV6;
    return isIcmp && this.#icmp.read(ip) && this.#isBetween(this.#icmp.quoted, this.#icmp);
  }

  #isBetween(ip: IpPacket, ports: { readonly sourcePort: number; readonly destinationPort: number }): boolean {
    const { bytes, version, sourceAt, destinationAt } = ip;
    const source = { host: formatAddress(bytes, sourceAt, version), port: ports.sourcePort };
    const destination = { host: formatAddress(bytes, destinationAt, version), port: ports.destinationPort };
    return this.#pairs.has(pairOf(source, destination));
  }
}
