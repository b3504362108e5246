import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Decoration, Framing } from './behaviour.ts';
import type { Lifetime } from './lifetime.ts';
import { replyBytes } from './reply-bytes.ts';
import type { Secure } from './tls-setup.ts';

/** The longest command line that is kept; a client that sends more is cut off. */
const longestLine = 8192;

/** The server's end of a control connection: lines in, replies out, framed as the behaviour wants. */
export class ControlChannel {
  readonly #tcp: Socket;
  #socket: Socket;
  #received = '';
  readonly #lines: string[] = [];
  #wake: () => void = () => {};
  #writing: Promise<void> = Promise.resolve();
  #heldBack: Buffer = Buffer.alloc(0);

  constructor(
    socket: Socket,
    private readonly lifetime: Lifetime,
    private readonly style: { readonly framing: Framing; readonly decoration: Decoration },
  ) {
    this.#tcp = socket;
    this.#socket = socket;
    this.#attach(socket);
  }

  /** The next command line without its end, or null when the client has gone. */
  async nextLine(): Promise<string | null> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.lifetime.signal.aborted) return null;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  /** Queues a complete reply (lines joined by `\n`), and resolves when the system has it. */
  reply(text: string): Promise<void> {
    const { framing, decoration } = this.style;
    const bytes = Buffer.concat([this.#heldBack, replyBytes(text, decoration, framing === 'bare-lf' ? '\n' : '\r\n')]);
    this.#heldBack = Buffer.alloc(0);
    if (framing === 'coalesced' && text.startsWith('1')) {
      this.#heldBack = bytes;
      return Promise.resolve();
    }
    this.#writing = this.#writing.then(() => this.#send(bytes));
    return this.#writing;
  }

  /** Writes bytes as they are, over and over if asked to, no faster than the client reads. */
  async raw(bytes: string, times = 1): Promise<void> {
    await this.#writing;
    const chunk = Buffer.from(bytes, 'latin1');
    for (let n = 0; n < times && this.#socket.writable; n++) await this.#write(chunk);
  }

  /** From now on the control connection speaks TLS; the handshake goes on by itself. */
  startTls(secure: Secure): void {
    this.#tcp.removeAllListeners('data');
    this.#attach(secure(this.#tcp));
  }

  /** FIN, after what was written. */
  async end(): Promise<void> {
    await this.#writing;
    this.#socket.end();
  }

  /** RST. Only the TCP socket can send it, also when TLS is on top. */
  reset(): void {
    this.#tcp.resetAndDestroy();
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    this.#received = '';
    this.lifetime.ownSocket(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.once('close', () => {
      this.lifetime.end();
      this.#wake();
    });
  }

  #receive(bytes: Buffer): void {
    const lines = (this.#received + bytes.toString('latin1')).split('\n');
    this.#received = lines.pop() ?? '';
    if (this.#received.length > longestLine) this.#socket.destroy();
    this.#lines.push(...lines.map(line => line.replace(/\r$/, '')));
    this.#wake();
  }

  async #send(bytes: Buffer): Promise<void> {
    if (this.style.framing !== 'byte-by-byte') return this.#write(bytes);
    for (const byte of bytes) {
      await this.#write(Buffer.of(byte));
      // Gives the byte its own segment: without Nagle's algorithm each write that the loop has seen through is one.
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    if (!this.#socket.writable) return;
    // A client that has gone is no fault of the writer: whoever waits for its next line hears of it.
    if (!this.#socket.write(bytes)) await once(this.#socket, 'drain').catch(() => {});
  }
}
