import type { Recording } from '../../recording.ts';
import type { Ending, Flow, IcmpError, Side } from '../flow.ts';
import type { FlowListener } from '../flow-listener.ts';
import type { Announcement } from './announcement.ts';
import type { DataConnection } from './data-connection.ts';
import { mayBeFtp, Recogniser } from './recogniser.ts';
import { Session } from './session.ts';
import { TieTable } from './tie-table.ts';

/** FTP, and FTP with implicit TLS: whatever happens there is told, for it is what is looked for. */
const usualPorts: readonly number[] = [21, 990];
/** A data connection that outlives its control connection is waited for that long. */
const lingerMs = 30_000;
/** A client that is refused tries again on the same ports (Windows, within half a second each time). */
const retryMs = 3000;
/** What all sessions that are not over may keep together. */
const usualMostKeptBytes = 64 * 1_048_576;
/** Flows of which it is not known yet what they are. */
const mostUndecided = 20_000;
/** Servers on other ports that are known by what they said. */
const mostServers = 1000;

interface FinderOptions {
  /** Ports at which every connection counts as a session, whatever is said there. */
  readonly ports?: readonly number[];
  /** Roughly so much is kept of all sessions that are not over: of more, those that are silent longest are given as they are. */
  readonly mostKeptBytes?: number;
}

interface Control {
  readonly kind: 'control';
  readonly session: Session;
}
interface Data {
  readonly kind: 'data';
  readonly session: Session;
  readonly data: DataConnection;
}
interface Undecided {
  readonly kind: 'undecided';
  readonly recogniser: Recogniser;
}

/**
 * Finds the FTP sessions in the TCP connections of a capture, on whatever port they are, with their data connections, and
 * gives each as a recording as soon as it is over. Everything else is let go of at its first byte.
 */
export class SessionFinder implements FlowListener {
  readonly #file: string;
  readonly #onRecording: (recording: Recording) => void;
  readonly #ports: ReadonlySet<number>;
  readonly #mostKeptBytes: number;
  readonly #roles = new Map<number, Control | Data | Undecided>();
  /** In the order of their latest words, the most silent one first; with what each keeps. */
  readonly #sessions = new Map<Session, number>();
  /** Sessions whose control connection is over, and until when their data connections are waited for. */
  readonly #lingering = new Map<Session, number>();
  readonly #ties = new TieTable<Session>();
  readonly #servers = new Set<string>();
  /** Ports of attempts that were refused a moment ago. */
  readonly #refused = new Map<string, number>();
  #captureStart: string | null = null;
  #nowMs = 0;
  #kept = 0;
  #undecided = 0;

  /** `file` is the capture's name for people. */
  constructor(file: string, onRecording: (recording: Recording) => void, options: FinderOptions = {}) {
    const { ports = usualPorts, mostKeptBytes = usualMostKeptBytes } = options;
    this.#file = file;
    this.#onRecording = onRecording;
    this.#ports = new Set(ports);
    this.#mostKeptBytes = mostKeptBytes;
  }

  began(startedAt: string | null): void {
    this.#captureStart = startedAt;
  }

  opened(flow: Flow): void {
    this.#advance(flow.firstAtMs);
    const isControl = this.#isControlPort(flow);
    const tie = this.#ties.find(flow, isControl);
    if (tie !== null) {
      const data = tie.owner.attach(flow, tie);
      if (data !== null) this.#roles.set(flow.id, { kind: 'data', session: tie.owner, data });
    } else if (isControl && !this.#isRetry(flow)) this.#begin(flow, 'opener');
  }

  payload(flow: Flow, side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough' {
    this.#advance(atMs);
    const role = this.#roles.get(flow.id);
    switch (role?.kind) {
      case 'control':
        this.#hear(role.session, side, bytes, atMs);
        return 'more';
      case 'data':
        return role.data.push(side, bytes, atMs);
      case 'undecided':
        return this.#recognise(flow, role.recogniser, side, bytes, atMs);
      default:
        if (!mayBeFtp(bytes[0] ?? 0) || this.#undecided >= mostUndecided) return 'enough';
        return this.#recognise(flow, this.#newRecogniser(flow), side, bytes, atMs);
    }
  }

  gap(flow: Flow, side: Side, bytes: number, atMs: number): void {
    this.#advance(atMs);
    const role = this.#roles.get(flow.id);
    if (role?.kind === 'control') role.session.lost(side, bytes, atMs);
    if (role?.kind === 'data') role.data.lost(side);
  }

  ended(flow: Flow, how: Ending, atMs: number): void {
    this.#advance(atMs);
    const role = this.#roles.get(flow.id);
    if (role === undefined) return;
    if (role.kind === 'undecided') {
      this.#undecide(flow);
      return;
    }
    this.#roles.delete(flow.id);
    const { session } = role;
    if (role.kind === 'control') {
      if (how === 'refused') this.#refused.set(portsOf(flow), atMs);
      this.#lingering.set(session, atMs + lingerMs);
    }
    if (session.isOver) this.#finish(session);
  }

  icmp({ atMs }: IcmpError): void {
    this.#advance(atMs);
  }

  /** The capture is over: gives the sessions that are not. */
  end(): void {
    for (const session of [...this.#sessions.keys()].sort((a, b) => a.flow.id - b.flow.id)) this.#finish(session);
  }

  /** Time goes on: what has lingered long enough is given. */
  #advance(atMs: number): void {
    if (atMs > this.#nowMs) this.#nowMs = atMs;
    for (const [session, untilMs] of this.#lingering) {
      if (untilMs > atMs) break;
      this.#finish(session);
    }
  }

  #isControlPort({ peer }: Flow): boolean {
    return this.#ports.has(peer.port) || this.#servers.has(`${peer.host} ${peer.port}`);
  }

  #isRetry(flow: Flow): boolean {
    const refusedAtMs = this.#refused.get(portsOf(flow));
    for (const [ports, atMs] of this.#refused) {
      if (flow.firstAtMs - atMs <= retryMs) break;
      this.#refused.delete(ports);
    }
    return refusedAtMs !== undefined && flow.firstAtMs - refusedAtMs <= retryMs;
  }

  #newRecogniser(flow: Flow): Recogniser {
    const recogniser = new Recogniser(flow.isOpenerKnown);
    this.#roles.set(flow.id, { kind: 'undecided', recogniser });
    this.#undecided += 1;
    return recogniser;
  }

  #undecide(flow: Flow): void {
    this.#roles.delete(flow.id);
    this.#undecided -= 1;
  }

  #recognise(flow: Flow, recogniser: Recogniser, side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough' {
    const recognition = recogniser.push(side, bytes, atMs);
    if (recognition === 'undecided') return 'more';
    this.#undecide(flow);
    if (recognition === 'other') return 'enough';
    const session = this.#begin(flow, recognition.client);
    for (const chunk of recogniser.chunks) this.#hear(session, chunk.side, chunk.bytes, chunk.atMs);
    return 'more';
  }

  #begin(flow: Flow, client: Side): Session {
    const session = new Session(flow, client, (owner, announcement) => this.#expect(owner, announcement));
    this.#roles.set(flow.id, { kind: 'control', session });
    this.#sessions.set(session, 0);
    const { host, port } = session.server;
    if (this.#servers.size < mostServers) this.#servers.add(`${host} ${port}`);
    return session;
  }

  #expect(session: Session, announcement: Announcement): void {
    this.#ties.announce(session, announcement);
  }

  #hear(session: Session, side: Side, bytes: Uint8Array, atMs: number): void {
    session.push(side, bytes, atMs);
    this.#ties.spoke(session);
    const { size } = session;
    this.#kept += size - (this.#sessions.get(session) ?? 0);
    this.#sessions.delete(session);
    this.#sessions.set(session, size);
    if (this.#kept <= this.#mostKeptBytes) return;
    for (const silent of this.#sessions.keys()) {
      if (this.#kept <= this.#mostKeptBytes / 2) break;
      this.#finish(silent);
    }
  }

  #finish(session: Session): void {
    this.#kept -= this.#sessions.get(session) ?? 0;
    this.#sessions.delete(session);
    this.#lingering.delete(session);
    this.#ties.forget(session);
    for (const flow of [session.flow, ...session.dataFlows]) this.#roles.delete(flow.id);
    const recording = session.toRecording({ format: 'pcap', file: this.#file }, this.#captureStart, this.#nowMs);
    if (recording !== null) this.#onRecording(recording);
  }
}

function portsOf({ opener, peer }: Flow): string {
  return `${opener.host} ${opener.port} ${peer.host} ${peer.port}`;
}
