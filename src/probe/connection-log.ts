import type { Connection, Known, Moment } from '../core/connection.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { KernelFacts, SynFacts } from '../core/kernel-facts.ts';
import type { IcmpFact } from '../core/packet-facts.ts';

type MomentName = keyof Connection['handshake'];

/** One TCP connection while it is being watched. */
export class ConnectionRecord {
  readonly id: number;
  local: Endpoint | null = null;
  remote: Endpoint | null = null;
  synRetransmits: number | null = null;
  kernel: KernelFacts | null = null;
  peerSyn: SynFacts | null = null;
  icmp: IcmpFact | null = null;
  readonly #role: Connection['role'];
  readonly #opener: Connection['opener'];
  readonly #moments = new Map<MomentName, Moment>();

  constructor(id: number, role: Connection['role'], opener: Connection['opener']) {
    this.id = id;
    this.#role = role;
    this.#opener = opener;
  }

  /** Notes a moment; only the first of a kind counts. */
  seen(moment: MomentName, atMs: number, known: Known = 'socket'): void {
    if (!this.#moments.has(moment)) this.#moments.set(moment, { state: 'seen', atMs, known });
  }

  missing(moment: MomentName, known: Known): void {
    if (!this.#moments.has(moment)) this.#moments.set(moment, { state: 'missing', known });
  }

  toEvidence(): Connection {
    const moment = (name: MomentName): Moment => this.#moments.get(name) ?? { state: 'unknown' };
    return {
      id: this.id,
      role: this.#role,
      opener: this.#opener,
      local: this.local,
      remote: this.remote,
      handshake: {
        syn: moment('syn'),
        synAck: moment('synAck'),
        ack: moment('ack'),
        firstByte: moment('firstByte'),
        fin: moment('fin'),
        lastAck: moment('lastAck'),
      },
      synRetransmits: this.synRetransmits,
      ...(this.kernel !== null && { kernel: this.kernel }),
      ...(this.peerSyn !== null && { peerSyn: this.peerSyn }),
      ...(this.icmp !== null && { icmp: this.icmp }),
    };
  }
}

/** All TCP connections of a run. */
export class ConnectionLog {
  readonly #records: ConnectionRecord[] = [];

  open(role: Connection['role'], opener: Connection['opener']): ConnectionRecord {
    const record = new ConnectionRecord(this.#records.length + 1, role, opener);
    this.#records.push(record);
    return record;
  }

  toEvidence(): Connection[] {
    return this.#records.map(record => record.toEvidence());
  }
}
