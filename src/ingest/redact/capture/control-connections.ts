import type { TcpSegment } from '../../capture/tcp-segment.ts';
import { tcpFlag } from '../../capture/tcp-segment.ts';
import type { Speaker } from '../text/command-in.ts';
import { ControlStream } from './control-stream.ts';

/** One TCP connection on which FTP is spoken. */
export interface ControlConnection {
  readonly clientHost: string;
  readonly serverHost: string;
  readonly client: ControlStream;
  readonly server: ControlStream;
}

/** A direction of a control connection, to which a packet belongs. */
export interface Direction {
  readonly speaker: Extract<Speaker, 'client' | 'server'>;
  readonly stream: ControlStream;
}

interface Ports {
  readonly clientHost: string;
  readonly serverHost: string;
  /** Connections on the same ports, one after the other. */
  readonly connections: { readonly connection: ControlConnection; synSequence: number | null; isUsed: boolean }[];
  current: number;
}

/** More are not kept apart: their bytes go out as zeros. */
const mostConnections = 200_000;

/**
 * The control connections of a capture by their addresses and ports. Its packets are gone through twice in the same order;
 * `rewind` stands between.
 */
export class ControlConnections {
  readonly #byPorts = new Map<string, Ports>();
  readonly #directions = new Map<string, { readonly ports: Ports; readonly speaker: Direction['speaker'] }>();
  #count = 0;

  /** FTP is spoken between these ends. */
  expect(client: { host: string; port: number }, server: { host: string; port: number }): void {
    const key = keyOf(client.host, client.port, server.host, server.port);
    if (this.#byPorts.has(key)) return;
    const ports = { clientHost: client.host, serverHost: server.host, connections: [], current: 0 };
    this.#byPorts.set(key, ports);
    this.#directions.set(key, { ports, speaker: 'client' });
    this.#directions.set(keyOf(server.host, server.port, client.host, client.port), { ports, speaker: 'server' });
  }

  /** All of them. */
  *all(): Generator<ControlConnection> {
    for (const { connections } of this.#byPorts.values()) for (const { connection } of connections) yield connection;
  }

  rewind(): void {
    for (const ports of this.#byPorts.values()) ports.current = 0;
  }

  /** The direction to which a segment between these hosts belongs, or null. */
  directionOf(source: string, destination: string, segment: TcpSegment): Direction | null {
    const found = this.#directions.get(keyOf(source, segment.sourcePort, destination, segment.destinationPort));
    if (found === undefined) return null;
    const { ports, speaker } = found;
    const isOpening = speaker === 'client' && (segment.flags & (tcpFlag.syn | tcpFlag.ack)) === tcpFlag.syn;
    const connection = isOpening ? this.#opened(ports, segment.sequence) : this.#current(ports);
    const stream = connection[speaker];
    if ((segment.flags & tcpFlag.syn) !== 0) stream.begin(segment.sequence);
    return { speaker, stream };
  }

  /** A packet that an ICMP error quotes belongs to the connection at hand. */
  quotedDirectionOf(source: string, destination: string, segment: TcpSegment): Direction | null {
    const found = this.#directions.get(keyOf(source, segment.sourcePort, destination, segment.destinationPort));
    return found === undefined ? null : { speaker: found.speaker, stream: this.#current(found.ports)[found.speaker] };
  }

  #current(ports: Ports): ControlConnection {
    let at = ports.connections[ports.current];
    if (at === undefined) {
      at = { connection: newConnection(ports), synSequence: null, isUsed: false };
      ports.connections[ports.current] = at;
      this.#count += 1;
    }
    at.isUsed = true;
    return at.connection;
  }

  /** A SYN other than the one that is known opens the next connection on the same ports. */
  #opened(ports: Ports, sequence: number): ControlConnection {
    const at = ports.connections[ports.current];
    const isNew = at?.isUsed === true && at.synSequence !== sequence;
    if (isNew && (this.#count < mostConnections || ports.current + 1 < ports.connections.length)) ports.current += 1;
    const connection = this.#current(ports);
    const opened = ports.connections[ports.current];
    if (opened !== undefined) opened.synSequence ??= sequence;
    return connection;
  }
}

function newConnection({ clientHost, serverHost }: Ports): ControlConnection {
  return { clientHost, serverHost, client: new ControlStream(), server: new ControlStream() };
}

function keyOf(source: string, sourcePort: number, destination: string, destinationPort: number): string {
  return `${source} ${sourcePort} ${destination} ${destinationPort}`;
}
