import type { Endpoint } from '../core/endpoint.ts';
import type { CompleteBehaviour } from './behaviour.ts';
import type { ControlChannel } from './control-channel.ts';
import type { DataSource } from './data-source.ts';
import type { Flavour, SessionView } from './flavour.ts';
import type { Lifetime } from './lifetime.ts';
import type { PortsInTurn } from './listen-within.ts';
import type { TlsSetup } from './tls-setup.ts';

/** What all sessions of one server share. */
export interface ServerContext {
  readonly behaviour: CompleteBehaviour;
  readonly flavour: Flavour;
  /** Null on a server without TLS. */
  readonly tls: TlsSetup | null;
  /** The port that answers no SYN; 0 on a server that needs none. */
  readonly filteredPort: number;
  /** Null: any free port. */
  readonly passivePorts: PortsInTurn | null;
  /** Of users beside the ones that every server has. */
  readonly passwords: ReadonlyMap<string, string>;
}

/** Both ends of a control connection. */
export interface Ends {
  /** The address the socket is bound to: data listeners go there. */
  readonly boundTo: string;
  /** The source of active data connections: the one beneath the control port (RFC 959 §3.2). */
  readonly dataPort: number;
  /** The server's address as it advertises it. */
  readonly server: Endpoint;
  /** The client as the server believes to see it. */
  readonly client: Endpoint;
  /** Where the client really is. The server connects nowhere else. */
  readonly clientHost: string;
}

/** The state of one control connection. */
export class Session {
  user = '';
  loggedIn = false;
  encrypted: boolean;
  protection: 'C' | 'P' = 'C';
  #dataSource: DataSource | null = null;

  constructor(
    readonly server: ServerContext,
    readonly channel: ControlChannel,
    readonly lifetime: Lifetime,
    readonly ends: Ends,
  ) {
    this.encrypted = server.behaviour.tls.mode === 'implicit';
  }

  get flavour(): Flavour {
    return this.server.flavour;
  }

  get behaviour(): CompleteBehaviour {
    return this.server.behaviour;
  }

  get isIpv6(): boolean {
    return this.ends.boundTo.includes(':');
  }

  get view(): SessionView {
    const { client, server } = this.ends;
    return { client, server, user: this.user, encrypted: this.encrypted, protection: this.protection };
  }

  /** Sets how the next data connection is to be had; the earlier way is given up. */
  expectData(source: DataSource | null): void {
    this.#dataSource?.abandon();
    this.#dataSource = source;
  }

  /** The way to the next data connection, for one transfer. */
  takeDataSource(): DataSource | null {
    const source = this.#dataSource;
    this.#dataSource = null;
    return source;
  }

  reply(text: string): Promise<void> {
    return this.channel.reply(text);
  }
}
