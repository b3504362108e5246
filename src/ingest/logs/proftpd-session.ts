import type { Endpoint } from '../../core/endpoint.ts';
import { literalEndpoint } from './literal-endpoint.ts';
import { ModTls } from './mod-tls.ts';
import { endsOf, ServerSession } from './server-session.ts';

/** One session as ProFTPD's SystemLog tells of it. */
export class ProftpdSession extends ServerSession {
  readonly tls = new ModTls(this);
  /** The client's address as every line has it. */
  readonly peer: string;
  /** The ends of the control connection, as far as they are known. */
  client: Endpoint | null;
  server: Endpoint | null;
  /** The server's end of a data connection of which the other end is told next. */
  dataLocal: Endpoint | null = null;
  /** The command whose dispatching is being told. */
  #dispatched: string | null = null;
  #showsCommands = false;

  constructor(file: string, peer: string, serverName: string) {
    super('ProFTPD SystemLog', file);
    this.peer = peer;
    this.client = literalEndpoint(peer);
    this.server = literalEndpoint(serverName);
  }

  /** The connection stands, with the ends that are known by now. */
  begin(isBegin: boolean): void {
    this.connected(() => endsOf(this.client, this.server), isBegin);
  }

  /** A command is handed to one module after the other (DebugLevel 4 and up): it was sent once. */
  dispatching(command: string): void {
    this.#showsCommands = true;
    if (this.#dispatched === command) return;
    this.#dispatched = command;
    this.command(command);
  }

  dispatched(): void {
    this.#dispatched = null;
  }

  /** What a message says that answers this command alone; where the log does not show commands, it shows that one was sent. */
  answered(command: string, code: number, text: string): void {
    if (!this.#showsCommands) this.command(command);
    this.reply(code, text);
  }
}
