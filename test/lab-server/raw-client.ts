import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach } from 'vitest';
import type { Behaviour } from '../../src/lab/behaviour.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/lab/server.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A server that is closed when the test ends. */
export async function serve(behaviour: Behaviour = {}, options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer(behaviour, options);
  open.push(server);
  return server;
}

/** A control connection without any cleverness: what comes is kept as text, one character a byte. */
export class RawClient {
  readonly segments: string[] = [];
  isClosed = false;
  #taken = 0;
  #wake: () => void = () => {};
  session: Buffer | undefined;

  constructor(public socket: Socket) {
    open.push({ close: () => socket.destroy() });
    this.#listen();
  }

  get text(): string {
    return this.segments.join('');
  }

  /** The next complete reply, lines joined as they came. */
  async reply(): Promise<string> {
    for (;;) {
      const rest = this.text.slice(this.#taken);
      const found = /^(?:(\d{3})-[\s\S]*?\n\1 |\d{3} )[^\n]*\r?\n/.exec(rest);
      if (found !== null) {
        this.#taken += found[0].length;
        return found[0].replace(/\r?\n$/, '');
      }
      if (this.isClosed) throw new Error(`closed after ${JSON.stringify(rest)}`);
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  send(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`);
    return this.reply();
  }

  async login(): Promise<void> {
    await this.reply();
    await this.send('USER anonymous');
    await this.send('PASS guest');
  }

  async startTls(ca: string | null): Promise<void> {
    this.socket.removeAllListeners('data');
    const secure = connectTls({ socket: this.socket, servername: 'localhost', ca: ca ?? '' });
    secure.on('session', session => {
      this.session = session;
    });
    await once(secure, 'secureConnect');
    this.socket = secure;
    this.#listen();
  }

  async closed(): Promise<void> {
    if (!this.isClosed) await new Promise<void>(resolve => this.socket.once('close', () => resolve()));
  }

  #listen(): void {
    this.socket.on('data', (bytes: Buffer) => {
      this.segments.push(bytes.toString('latin1'));
      this.#wake();
    });
    this.socket.on('error', () => {});
    this.socket.once('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }
}

/** Does not wait for the connection: a server that resets may be done with it by then. */
export function start({ host, port }: { host: string; port: number }): RawClient {
  return new RawClient(connect({ host, port }));
}

export async function dial(server: { host: string; port: number }): Promise<RawClient> {
  const client = start(server);
  await once(client.socket, 'connect');
  return client;
}

/** A client that has logged in. */
export async function loggedIn(server: RunningServer): Promise<RawClient> {
  const client = await dial(server);
  await client.login();
  return client;
}

/** Everything that a data connection brings, and how it ended. */
export async function drain(socket: Socket | TLSSocket): Promise<{ bytes: Buffer; wasReset: boolean }> {
  const chunks: Buffer[] = [];
  let wasReset = false;
  socket.on('data', chunk => chunks.push(chunk));
  socket.on('error', () => {
    wasReset = true;
  });
  await new Promise(resolve => socket.once('close', resolve));
  return { bytes: Buffer.concat(chunks), wasReset };
}

export function portOf(reply227: string): number {
  const numbers = /(\d+),(\d+)\)/.exec(reply227)?.slice(1).map(Number) ?? [];
  return (numbers[0] ?? 0) * 256 + (numbers[1] ?? 0);
}

/** A listener for an active data connection, and PORT's argument for it. */
export async function listen(): Promise<{ listener: Server; argument: string; arrival: Promise<Socket> }> {
  const listener = createServer().listen(0, '127.0.0.1');
  open.push(listener);
  const arrival = new Promise<Socket>(resolve => listener.once('connection', resolve));
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { listener, argument: `127,0,0,1,${port >> 8},${port & 255}`, arrival };
}
