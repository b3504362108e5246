import type { Side } from '../../../../src/ingest/capture/flow.ts';
import { ethernet } from './link-bytes.ts';
import type { CapturedPacket } from './pcap-bytes.ts';
import { type TcpFields, tcpPacket } from './tcp-bytes.ts';

export interface ConversationEnds {
  readonly opener?: string;
  readonly openerPort?: number;
  readonly peer?: string;
  readonly peerPort?: number;
}

type Segment = Pick<TcpFields, 'flags'> & Partial<Pick<TcpFields, 'payload' | 'options' | 'window' | 'ip'>>;

/** What a segment is to be other than the conversation makes it. */
interface Deviation extends Partial<TcpFields> {
  /** Milliseconds after the packet before it; 1 unless said. */
  readonly afterMs?: number;
  /** The packet happens, and the capture does not have it. */
  readonly isLost?: boolean;
}

/** Writes the packets of one TCP connection, keeping count of sequence numbers and time. */
export class Conversation {
  readonly packets: CapturedPacket[] = [];
  readonly #ends: Required<ConversationEnds>;
  readonly #next: Record<Side, number> = { opener: 1000, peer: 0xffff_fff0 };
  #micros = 0;
  #id = 100;

  constructor(ends: ConversationEnds = {}) {
    this.#ends = { opener: '192.0.2.10', openerPort: 40_000, peer: '198.51.100.20', peerPort: 21, ...ends };
  }

  /** SYN, SYN-ACK, ACK. */
  handshake(): this {
    return this.send('opener', { flags: 'S' }).send('peer', { flags: 'SA' }).send('opener', { flags: 'A' });
  }

  /** Payload from one side. */
  say(side: Side, payload: string | Uint8Array, deviation: Deviation = {}): this {
    return this.send(side, { flags: 'PA', payload }, deviation);
  }

  /** FIN from one side, FIN from the other, and the last ACK. */
  close(first: Side = 'opener'): this {
    const second = first === 'opener' ? 'peer' : 'opener';
    return this.send(first, { flags: 'FA' }).send(second, { flags: 'FA' }).send(first, { flags: 'A' });
  }

  /** Any segment; the numbers of both sides go on as the segment says. */
  send(side: Side, segment: Segment, deviation: Deviation = {}): this {
    const { afterMs = 1, isLost = false, ...different } = deviation;
    const other = side === 'opener' ? 'peer' : 'opener';
    const fields = {
      ...this.#endsFrom(side),
      sequence: this.#next[side],
      acknowledgment: segment.flags.includes('A') ? this.#next[other] : 0,
      ...segment,
      ...different,
    };
    this.#id += 1;
    this.#micros += Math.round(afterMs * 1000);
    const packet = tcpPacket({ ...fields, ip: { id: this.#id, ...fields.ip } });
    if (!isLost) this.packets.push({ bytes: ethernet(packet), atMicros: this.#micros });
    if (different.sequence === undefined) this.#advance(side, fields.flags, Buffer.from(fields.payload ?? '').length);
    return this;
  }

  /** The sequence number that a side's next byte gets. */
  next(side: Side): number {
    return this.#next[side];
  }

  /** Time goes by. */
  wait(ms: number): this {
    this.#micros += Math.round(ms * 1000);
    return this;
  }

  #advance(side: Side, flags: string, payloadLength: number): void {
    const phantom = flags.includes('S') || flags.includes('F') ? 1 : 0;
    this.#next[side] = (this.#next[side] + payloadLength + phantom) >>> 0;
  }

  #endsFrom(side: Side): Pick<TcpFields, 'from' | 'fromPort' | 'to' | 'toPort'> {
    const { opener, openerPort, peer, peerPort } = this.#ends;
    return side === 'opener'
      ? { from: opener, fromPort: openerPort, to: peer, toPort: peerPort }
      : { from: peer, fromPort: peerPort, to: opener, toPort: openerPort };
  }
}
