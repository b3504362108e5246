import type { CaptureClock } from './capture-clock.ts';
import type { Ending, Side } from './flow.ts';
import type { FlowListener } from './flow-listener.ts';
import { FlowStore } from './flow-store.ts';
import { formatAddress } from './format-address.ts';
import type { IcmpMessage } from './icmp-message.ts';
import type { IpPacket } from './ip-packet.ts';
import { HeldBytes, PayloadStream } from './payload-stream.ts';
import { readTcpOptions } from './tcp-options.ts';
import { type TcpSegment, tcpFlag } from './tcp-segment.ts';
import { TrackedEnd } from './tracked-end.ts';
import { TrackedFlow } from './tracked-flow.ts';

const otherSide = { opener: 'peer', peer: 'opener' } as const;
const opening = tcpFlag.syn | tcpFlag.fin | tcpFlag.rst;
/** A SYN that comes again so soon is the same packet, seen on another interface: no stack repeats one within its first 200 ms. */
const synCopyMs = 100;
/** Payload so far from where a flow that ended was belongs to a new connection on its ports. */
const farAway = 2 ** 26;

/** Makes flows of TCP segments, and tells a listener about them. Without a listener it only counts. */
export class FlowTracker {
  readonly #clock: CaptureClock;
  readonly #listener: FlowListener | null;
  readonly #store: FlowStore;
  readonly #held = new HeldBytes();
  #count = 0;

  /** Follows at most `mostFlows` at a time. */
  constructor(clock: CaptureClock, listener: FlowListener | null, mostFlows: number) {
    this.#clock = clock;
    this.#listener = listener;
    this.#store = new FlowStore(mostFlows);
  }

  /** Flows seen so far. */
  get count(): number {
    return this.#count;
  }

  /** Takes the next TCP segment. */
  take(packet: IpPacket, segment: TcpSegment): void {
    const { flags, payloadLength } = segment;
    let flow = this.#store.find(packet, segment.sourcePort, segment.destinationPort);
    const isFromLower = this.#store.isFromLower;
    if (flow !== null && this.#isAnother(flow, isFromLower, segment)) {
      this.#end(flow, 'replaced');
      this.#store.remove(flow);
      flow = null;
    }
    if (flow === null) {
      // A lone RST is the end of something of which nothing else was seen.
      if (flags & tcpFlag.rst) return;
      flow = this.#open(packet, segment, isFromLower);
    }
    const isFromOpener = isFromLower === flow.isOpenerLower;
    const sender = isFromOpener ? flow.opener : flow.peer;
    const receiver = isFromOpener ? flow.peer : flow.opener;
    const { nowMs } = this.#clock;
    sender.packets += 1;
    flow.lastAtMs = nowMs;
    if (flags & tcpFlag.syn) this.#synchronise(flow, sender, isFromOpener, packet, segment);
    if (flags & tcpFlag.ack && !(flags & tcpFlag.rst)) {
      if (isFromOpener && Number.isNaN(flow.ackMs) && !Number.isNaN(flow.synAckMs)) flow.ackMs = nowMs;
      if (!receiver.hasSequence && !Number.isNaN(flow.synMs)) receiver.start(segment.acknowledgment);
      receiver.acknowledge(segment.acknowledgment);
      if (segment.window >= 0 && !(flags & tcpFlag.syn)) sender.window(segment.window, nowMs);
    }
    if (payloadLength > 0 && !(flags & tcpFlag.rst))
      this.#payload(flow, sender, receiver, isFromOpener ? 'opener' : 'peer', packet, segment);
    if (flags & opening) this.#finish(flow, sender, isFromOpener, packet, segment);
    if (flow.ending === null && flow.opener.isFinAcknowledged && flow.peer.isFinAcknowledged) {
      flow.lastAckMs = nowMs;
      this.#end(flow, 'closed');
    }
  }

  /** Takes an ICMP error about a TCP packet. */
  takeError(packet: IpPacket, message: IcmpMessage): void {
    const { quoted, sourcePort, destinationPort } = message;
    const flow = this.#store.find(quoted, sourcePort, destinationPort);
    const error = {
      atMs: this.#clock.nowMs,
      from: formatAddress(packet.bytes, packet.sourceAt, packet.version),
      version: packet.version,
      type: message.type,
      code: message.code,
      mtu: message.mtu,
      source: { host: formatAddress(quoted.bytes, quoted.sourceAt, quoted.version), port: sourcePort },
      destination: { host: formatAddress(quoted.bytes, quoted.destinationAt, quoted.version), port: destinationPort },
      flow,
    };
    flow?.addIcmpError(error);
    this.#listener?.icmp(error);
  }

  /** The capture is over: every flow that is still there ends. */
  finish(): void {
    for (const flow of this.#store.all()) this.#end(flow, 'cut');
  }

  /** Whether a segment cannot belong to the flow on its ports, but begins or belongs to a later one. */
  #isAnother(flow: TrackedFlow, isFromLower: boolean, { flags, sequence, payloadLength }: TcpSegment): boolean {
    const isFromOpener = isFromLower === flow.isOpenerLower;
    const sender = isFromOpener ? flow.opener : flow.peer;
    if ((flags & (tcpFlag.syn | tcpFlag.ack | tcpFlag.rst)) === tcpFlag.syn)
      return !isFromOpener || !sender.hasIsn || sender.isn !== sequence;
    if (flow.ending === null || payloadLength === 0 || !sender.hasSequence) return false;
    return Math.abs((sequence - sender.next) | 0) > farAway;
  }

  #open(packet: IpPacket, segment: TcpSegment, isFromLower: boolean): TrackedFlow {
    const { bytes, version } = packet;
    const { flags, sourcePort, destinationPort } = segment;
    const source = new TrackedEnd(bytes, packet.sourceAt, version, sourcePort);
    const destination = new TrackedEnd(bytes, packet.destinationAt, version, destinationPort);
    const isOpenerKnown = (flags & tcpFlag.syn) !== 0;
    const isFromOpener = isOpenerKnown ? (flags & tcpFlag.ack) === 0 : sourcePort >= destinationPort;
    const [opener, peer] = isFromOpener ? [source, destination] : [destination, source];
    this.#count += 1;
    const flow = new TrackedFlow(this.#count, opener, peer, isFromOpener === isFromLower, isOpenerKnown, this.#clock);
    flow.isWanted = this.#listener !== null;
    const forgotten = this.#store.add(flow);
    if (forgotten !== null) this.#end(forgotten, 'forgotten');
    this.#listener?.opened(flow);
    return flow;
  }

  #synchronise(
    flow: TrackedFlow,
    sender: TrackedEnd,
    isFromOpener: boolean,
    packet: IpPacket,
    segment: TcpSegment,
  ): void {
    const { nowMs } = this.#clock;
    const isAnswer = (segment.flags & tcpFlag.ack) !== 0;
    if (isAnswer === isFromOpener) return;
    if (isFromOpener) {
      if (Number.isNaN(flow.synMs)) flow.synMs = nowMs;
      else if (nowMs - flow.lastSynMs >= synCopyMs) flow.synRetransmits += 1;
      flow.lastSynMs = nowMs;
    } else {
      if (Number.isNaN(flow.synAckMs)) flow.synAckMs = nowMs;
      else if (nowMs - flow.lastSynAckMs >= synCopyMs) flow.synAckRetransmits += 1;
      flow.lastSynAckMs = nowMs;
    }
    if (sender.hasIsn) return;
    sender.hasIsn = true;
    sender.isn = segment.sequence;
    sender.synTtl = packet.ttl;
    if (!sender.hasSequence) sender.start((segment.sequence + 1) | 0);
    const { mss, windowScale } = readTcpOptions(packet.bytes, segment.optionsAt, segment.optionsEnd);
    sender.segmentSizeLimit = mss;
    sender.scale = windowScale;
  }

  #payload(
    flow: TrackedFlow,
    sender: TrackedEnd,
    receiver: TrackedEnd,
    side: Side,
    packet: IpPacket,
    segment: TcpSegment,
  ): void {
    const { nowMs } = this.#clock;
    const sequence = segment.flags & tcpFlag.syn ? (segment.sequence + 1) | 0 : segment.sequence;
    const begin = sender.hasSequence ? sender.next : sequence;
    if (!sender.sent(segment, sequence, packet.id, nowMs) || !flow.isWanted || this.#listener === null) return;
    if (segment.flags & tcpFlag.ack && receiver.hasSequence) {
      receiver.stream ??= new PayloadStream(flow, otherSide[side], this.#listener, this.#held, receiver.next);
      receiver.stream.acknowledge(segment.acknowledgment, true, nowMs);
    }
    sender.stream ??= new PayloadStream(flow, side, this.#listener, this.#held, begin);
    const { payloadAt, capturedLength, payloadLength } = segment;
    sender.stream.take(packet.bytes, payloadAt, capturedLength, payloadLength, sequence, nowMs);
    if (sender.hasAcknowledged) sender.stream.acknowledge(sender.acknowledged, false, nowMs);
    if (!sender.stream.isWanted || receiver.stream?.isWanted === false) this.#unwant(flow);
  }

  /** Notes a FIN or a RST. */
  #finish(flow: TrackedFlow, sender: TrackedEnd, isFromOpener: boolean, packet: IpPacket, segment: TcpSegment): void {
    const { nowMs } = this.#clock;
    if (segment.flags & tcpFlag.rst) {
      sender.reset ??= { atMs: nowMs, ttl: packet.ttl };
      const isRefusal = !isFromOpener && !Number.isNaN(flow.synMs) && Number.isNaN(flow.synAckMs);
      this.#end(flow, isRefusal && Number.isNaN(flow.opener.firstPayloadMs) ? 'refused' : 'reset');
    } else if (segment.flags & tcpFlag.fin && Number.isNaN(sender.finMs)) {
      sender.finMs = nowMs;
      sender.finSequence = (segment.sequence + segment.payloadLength) | 0;
    }
  }

  #end(flow: TrackedFlow, how: Ending): void {
    if (flow.ending !== null) return;
    const { nowMs } = this.#clock;
    this.#flush(flow.opener, nowMs);
    this.#flush(flow.peer, nowMs);
    this.#unwant(flow);
    flow.ending = how;
    this.#listener?.ended(flow, how, nowMs);
  }

  #flush(end: TrackedEnd, nowMs: number): void {
    end.stream?.flush(nowMs, Number.isNaN(end.finMs) ? null : end.finSequence);
  }

  #unwant(flow: TrackedFlow): void {
    flow.isWanted = false;
    flow.opener.stream?.release();
    flow.peer.stream?.release();
    flow.opener.stream = null;
    flow.peer.stream = null;
  }
}
