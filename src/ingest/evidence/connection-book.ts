import type { Connection, Handshake } from '../../core/connection.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { ConnectValue } from '../../core/step-values.ts';
import type { Ends, Packets } from '../recording.ts';

const unknown = { state: 'unknown' } as const;
const nothingKnown: Handshake = {
  syn: unknown,
  synAck: unknown,
  ack: unknown,
  firstByte: unknown,
  fin: unknown,
  lastAck: unknown,
};

interface Entry {
  readonly role: Connection['role'];
  readonly opener: Connection['opener'];
  readonly ends: Ends;
  readonly packets?: Packets | undefined;
}

/** The TCP connections of one session, numbered, with what is known of the two hosts in place of what is not. */
export class ConnectionBook {
  readonly #connections: Connection[] = [];
  readonly #firstId: number;

  constructor(
    /** The client's own address, where anything tells it. */
    readonly client: Endpoint | null,
    readonly server: Endpoint,
    firstId: number,
  ) {
    this.#firstId = firstId;
  }

  /** Notes a connection, and gives it as a step's value: an end that nothing tells has an empty host, or port 0. */
  add({ role, opener, ends, packets }: Entry): ConnectValue {
    const id = this.#firstId + this.#connections.length;
    const { client, server } = ends;
    this.#connections.push({
      id,
      role,
      opener,
      local: client,
      remote: server,
      handshake: packets?.handshake ?? nothingKnown,
      synRetransmits: packets?.synRetransmits ?? null,
      ...(packets?.facts === undefined ? {} : { packets: packets.facts }),
    });
    const local = client ?? { host: this.client?.host ?? '', port: 0 };
    return { connection: id, local, remote: server ?? { host: this.server.host, port: 0 } };
  }

  get connections(): readonly Connection[] {
    return this.#connections;
  }

  get nextId(): number {
    return this.#firstId + this.#connections.length;
  }
}
