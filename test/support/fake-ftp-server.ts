import type { FakeFtpBehaviour } from './fake-ftp-behaviour.ts';
import { FakeFtpSession } from './fake-ftp-session.ts';
import type { FakeNet, FakeServer, Path, ServerSide } from './fake-net.ts';

/** A server on the fake network at 203.0.113.2, port 21, that knows just what the probe says to it. */
export class FakeFtpServer implements FakeServer {
  readonly address = '203.0.113.2';
  readonly commands: string[] = [];
  net: FakeNet | null = null;
  readonly #sessions = new Map<ServerSide, FakeFtpSession>();
  readonly #listeners = new Map<number, FakeFtpSession>();
  #controls = 0;

  constructor(readonly behaviour: FakeFtpBehaviour = {}) {}

  /** How many control connections were opened. */
  get controlConnections(): number {
    return this.#controls;
  }

  path(port: number): Path {
    const { controlPath = 'accept', passivePath } = this.behaviour;
    if (port === 21) return controlPath;
    if (typeof passivePath === 'function') return passivePath(port);
    return passivePath ?? (this.#listeners.has(port) ? 'accept' : 'refuse');
  }

  /** The same server behind another of its addresses. */
  at(address: string, path: (port: number) => Path = port => this.path(port)): FakeServer {
    return {
      address,
      path,
      connected: (port, side) => this.connected(port, side),
      received: (port, side, text) => this.received(port, side, text),
      closed: (port, side) => this.closed(port, side),
    };
  }

  connected(port: number, side: ServerSide): void {
    if (port !== 21) {
      this.#listeners.get(port)?.dataConnected(side);
      return;
    }
    this.#controls += 1;
    if (this.behaviour.cuts?.(this.#controls)) {
      side.close();
      return;
    }
    const { greeting = '220 (vsFTPd 3.0.3)', greetingOf, mostAtOnce = Number.POSITIVE_INFINITY } = this.behaviour;
    const isFull = this.#sessions.size >= mostAtOnce;
    const text = isFull ? '421 Too many connections.' : (greetingOf?.(this.#controls) ?? greeting);
    if (text !== null) side.send(`${text}\r\n`);
    if (text?.startsWith('421')) side.close();
    else this.#sessions.set(side, new FakeFtpSession(this, side, this.#controls));
  }

  received(port: number, side: ServerSide, text: string): void {
    if (port === 21) this.#sessions.get(side)?.receive(text);
  }

  closed(_port: number, side: ServerSide): void {
    this.#sessions.delete(side);
  }

  /** A port that leads to this session from now on. */
  openPassivePort(session: FakeFtpSession): number {
    const n = this.#listeners.size;
    const port = this.behaviour.passivePorts?.[n] ?? 40_000 + n;
    this.#listeners.set(port, session);
    return port;
  }
}
