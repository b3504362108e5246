import type { Operation } from '../core/failure.ts';
import type { ReplyValue, TlsValue } from '../core/step-values.ts';
import { type ReplyEvent, ReplyParser } from '../ftp/reply-parser.ts';
import { NetError, type TlsOptions } from '../net/net.ts';
import { type Connected, letGo } from './connect.ts';
import type { RunContext } from './run-context.ts';

const longestText = 4000;

interface Waiting {
  readonly limitMs: number;
  /** The command that is being answered, for a refusal's record; `greeting` before any. */
  readonly command: string;
  readonly unless?: Promise<unknown>;
}

/**
 * The control connection of one session: sends commands, reads replies, keeps the transcript.
 *
 * Bytes are read only while a reply is waited for, so that a peer that floods us fills its own buffers, and so that
 * nothing is read ahead of a TLS handshake.
 */
export class ControlConnection {
  /** False once a reply is overdue or the connection is gone: what comes next could not be told apart. */
  isInStep = true;
  readonly #run: RunContext;
  readonly #connected: Connected;
  readonly #session: number;
  #parser = new ReplyParser();
  readonly #events: ReplyEvent[] = [];
  #pendingRead: Promise<Buffer | null> | null = null;
  #sentMs = 0;

  constructor(run: RunContext, connected: Connected, session: number) {
    this.#run = run;
    this.#connected = connected;
    this.#session = session;
  }

  get local(): Connected['stream']['local'] {
    return this.#connected.stream.local;
  }

  get remote(): Connected['stream']['remote'] {
    return this.#connected.stream.remote;
  }

  /** Sends one command line; `shown` stands in the transcript in its place where it holds a secret. */
  send(line: string, shown = line): void {
    this.#sentMs = this.#run.elapsed();
    this.#run.transcript.add(this.#sentMs, this.#session, 'sent', shown);
    this.#connected.stream.write(`${line}\r\n`);
  }

  /** Sends several command lines in one write, so that they travel in one segment; each gets its own reply. */
  sendTogether(lines: readonly string[]): void {
    this.#sentMs = this.#run.elapsed();
    for (const line of lines) this.#run.transcript.add(this.#sentMs, this.#session, 'sent', line);
    this.#connected.stream.write(lines.map(line => `${line}\r\n`).join(''));
  }

  /** Sends a command and waits for its reply; rejects with a NetError, of kind `rejected` for 4yz and 5yz. */
  async command(line: string, limitMs: number, unless?: Promise<unknown>): Promise<ReplyValue> {
    this.send(line);
    return this.reply({ limitMs, command: line.split(' ')[0] ?? line, ...(unless === undefined ? {} : { unless }) });
  }

  /** Waits for the next reply; rejects as {@link command} does. */
  async reply({ limitMs, command, unless }: Waiting): Promise<ReplyValue> {
    const operation: Operation = command === 'greeting' ? 'read' : 'command';
    let event: ReplyEvent;
    try {
      event = await this.#run.limit(this.#nextEvent(operation), limitMs, operation, unless);
    } catch (error) {
      this.isInStep = false;
      throw this.#unfinished(error) ?? error;
    }
    if (event.kind === 'malformed') {
      this.isInStep = false;
      throw new NetError({ kind: 'malformed', operation, errno: null, text: event.text, problem: event.problem });
    }
    if (event.kind === 'flood') {
      this.isInStep = false;
      throw new NetError({ kind: 'flood', operation, errno: null, limitBytes: event.limitBytes });
    }
    const { code, lines } = event.reply;
    const text = lines.join('\n').slice(0, longestText);
    if (code === 421) this.isInStep = false;
    if (code >= 400) throw new NetError({ kind: 'rejected', operation, errno: null, command, code, text });
    return { code, text };
  }

  async startTls(options: TlsOptions, limitMs: number): Promise<TlsValue> {
    try {
      const value = await this.#run.limit(this.#connected.stream.startTls(options), limitMs, 'tls');
      this.#parser = new ReplyParser();
      return value;
    } catch (error) {
      this.isInStep = false;
      throw error;
    }
  }

  tlsSession(): Promise<Buffer | null> {
    return this.#connected.stream.tlsSession();
  }

  /** Says QUIT where the server can still hear it, and closes. The reply may be waited for before. */
  leave(): void {
    this.#connected.record.seen('fin', this.#run.elapsed());
    letGo(this.#connected);
  }

  /** A reply that began and was not ended in time is more than silence: what came of it is the evidence. */
  #unfinished(error: unknown): NetError | undefined {
    const text = this.#parser.pending();
    if (!(error instanceof NetError) || error.failure.kind !== 'timeout' || text === '') return undefined;
    const { operation, limitMs } = error.failure;
    const problem = `the reply had not ended after ${limitMs} ms`;
    return new NetError({ kind: 'malformed', operation, errno: null, text, problem });
  }

  async #nextEvent(operation: Operation): Promise<ReplyEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      this.#pendingRead ??= this.#connected.stream.read();
      const bytes = await this.#pendingRead;
      this.#pendingRead = null;
      if (bytes === null) {
        throw new NetError({ kind: 'closed', operation, errno: null, text: this.#parser.pending() });
      }
      this.#take(bytes);
    }
  }

  #take(bytes: Buffer): void {
    const atMs = this.#run.elapsed();
    this.#connected.record.seen('firstByte', atMs);
    for (const event of this.#parser.push(bytes)) {
      this.#events.push(event);
      const lines = event.kind === 'reply' ? event.reply.raw : event.kind === 'malformed' ? [event.text] : [];
      for (const line of lines) this.#run.transcript.add(atMs, this.#session, 'received', line);
      if (this.#sentMs > 0) this.#run.noteRoundTrip(atMs - this.#sentMs);
    }
  }
}
