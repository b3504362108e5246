import type { Endpoint } from '../../core/endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { TlsValue } from '../../core/step-values.ts';
import { parseExtendedPassiveReply, parsePassiveReply } from '../../ftp/host-port.ts';
import { Recorder } from '../recorder.ts';
import type { ClientSaid, Ends, Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { maskUrls } from './mask-urls.ts';
import { SessionClock } from './session-clock.ts';

const passive: ReadonlySet<string> = new Set(['PASV', 'EPSV']);
const active: ReadonlySet<string> = new Set(['PORT', 'EPRT']);
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);

/** What a client's log has told of its data connection since PASV, EPSV, PORT or EPRT. */
export type DataState = 'none' | 'agreed' | 'connecting' | 'open' | 'over';

/** Where the control connection stands. */
export type ControlPhase = 'new' | 'connecting' | 'connected' | 'ended';

/** One session as a client's log tells it, and what is going on in it, so that the client's words can be understood. */
export class ClientSession {
  readonly #recorder: Recorder;
  readonly #clock: SessionClock;
  #nowMs: number | null = null;
  #phase: ControlPhase = 'new';
  /** Where the control connection was last tried. */
  #to: Endpoint | null = null;
  #verb = '';
  /** Commands that are not answered yet, but for a 1yz. */
  #unanswered = 0;
  #lastCode = 0;
  #opener: 'client' | 'server' = 'client';
  #data: DataState = 'none';
  #passivePort: number | null = null;
  #isLoggedIn = false;
  #isEncrypted = false;
  #sawBegin = false;

  constructor(format: string, file: string) {
    this.#recorder = new Recorder({ format, file, seenBy: 'client', host: null, startedAt: null });
    this.#clock = new SessionClock(this.#recorder);
  }

  /** What follows happened at that time. */
  at(stamp: Stamp | null | undefined): void {
    this.#nowMs = this.#clock.at(stamp);
  }

  /** When it began, where the source has no other times. */
  beganAt({ ms, hasDate, isUtc }: Stamp): void {
    const iso = new Date(ms).toISOString();
    if (hasDate) this.#recorder.startedAt ??= isUtc ? iso : iso.slice(0, -1);
  }

  /** What follows happened so many seconds after the beginning, as the client itself counted. */
  atSeconds(seconds: number): void {
    this.#recorder.setClock('seconds');
    this.#nowMs = Math.max(this.#nowMs ?? 0, seconds * 1000);
  }

  get phase(): ControlPhase {
    return this.#phase;
  }

  /** Of the latest command, in upper case. */
  get verb(): string {
    return this.#verb;
  }

  /** Of the latest reply; 0 before the first. */
  get lastCode(): number {
    return this.#lastCode;
  }

  get data(): DataState {
    return this.#data;
  }

  /** The port of the latest 227 or 229, or null. */
  get passivePort(): number | null {
    return this.#passivePort;
  }

  /** Whether LIST, RETR, STOR … was sent and has not been answered to the end. */
  get isTransferring(): boolean {
    return transfers.has(this.#verb) && this.#unanswered > 0;
  }

  /** Whether the server has let the user in (230, or 232 of RFC 2228). */
  get isLoggedIn(): boolean {
    return this.#isLoggedIn;
  }

  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** Who is to open the data connection. */
  get opener(): 'client' | 'server' {
    return this.#opener;
  }

  get isEmpty(): boolean {
    return this.#recorder.isEmpty;
  }

  get isInReply(): boolean {
    return this.#recorder.isInReply;
  }

  /** The host as the client named it. */
  name(host: string): void {
    this.#recorder.host ??= host;
  }

  resolving(host: string): void {
    this.#sawBegin = true;
    this.name(host);
    this.#recorder.add({ kind: 'resolving', host, atMs: this.#nowMs });
  }

  resolved(addresses: readonly string[]): void {
    this.#recorder.add({ kind: 'resolved', addresses, atMs: this.#nowMs });
  }

  resolveFailed(failure: Failure): void {
    this.#sawBegin = true;
    this.#phase = 'ended';
    this.#recorder.add({ kind: 'resolve-failed', failure, atMs: this.#nowMs });
  }

  connecting(to: Endpoint | null): void {
    this.#sawBegin = true;
    this.#phase = 'connecting';
    this.#to = to;
    this.#recorder.add({ kind: 'connecting', to, atMs: this.#nowMs });
  }

  /** An end that the client does not name is the one that it had tried. */
  connected({ client, server }: Ends): void {
    if (this.#phase === 'connected') return;
    this.#sawBegin = true;
    this.#phase = 'connected';
    const ends = { client, server: server ?? this.#to };
    this.#recorder.add({ kind: 'connected', ends, atMs: this.#nowMs });
  }

  connectFailed(failure: Failure, to: Endpoint | null): void {
    this.#sawBegin = true;
    this.#phase = 'ended';
    const ends = { client: null, server: to ?? this.#to };
    this.#recorder.add({ kind: 'connect-failed', ends, failure, atMs: this.#nowMs });
  }

  command(text: string): void {
    const verb = /^\s*(\S{1,20})/.exec(text)?.[1]?.toUpperCase() ?? '';
    // Nothing but TLS can come between the 234 and the next command.
    if (this.#isAwaitingTls) this.tlsStarted('control', {});
    if (this.#phase === 'new') this.#phase = 'connected';
    this.#verb = verb;
    this.#unanswered += 1;
    if (passive.has(verb)) this.#agreeOn('client');
    else if (active.has(verb)) this.#agreeOn('server');
    this.#recorder.command(text, this.#nowMs);
  }

  /** One line from the server. What is neither a reply nor part of one is noted as noise. */
  reply(line: string): void {
    if (this.#phase === 'connecting') this.connected({ client: null, server: null });
    else if (this.#phase === 'new') this.#phase = 'connected';
    if (!this.#recorder.replyLine(line, this.#nowMs)) {
      const text = maskUrls(line).slice(0, 1000);
      const problem = 'it does not begin with a three-digit reply code';
      this.#recorder.add({ kind: 'noise', from: 'server', text, problem, atMs: this.#nowMs });
      return;
    }
    const { last } = this.#recorder;
    if (!this.#recorder.isInReply && last?.kind === 'reply') this.#answered(last.code, last.text);
  }

  dataConnecting(to: Endpoint | null): void {
    this.#data = 'connecting';
    this.#recorder.add({ kind: 'data-connecting', opener: this.#opener, to, atMs: this.#nowMs });
  }

  dataConnected(ends: Ends): void {
    if (this.#data === 'open') return;
    this.#data = 'open';
    this.#recorder.add({ kind: 'data-connected', opener: this.#opener, ends, atMs: this.#nowMs });
  }

  dataFailed(failure: Failure, to: Endpoint | null): void {
    this.#data = 'over';
    const ends = { client: null, server: to };
    this.#recorder.add({ kind: 'data-failed', opener: this.#opener, ends, failure, atMs: this.#nowMs });
  }

  dataBytes(bytes: number): void {
    if (bytes > 0) this.#recorder.add({ kind: 'data-bytes', bytes, atMs: this.#nowMs });
  }

  dataEnded(failure: Failure | null): void {
    if (this.#data === 'over') return;
    this.#data = 'over';
    this.#recorder.add({ kind: 'data-ended', failure, atMs: this.#nowMs });
  }

  tlsStarted(on: 'control' | 'data', tls: Partial<TlsValue>): void {
    if (on === 'control') {
      if (this.#isEncrypted) return;
      this.#isEncrypted = true;
    }
    this.#recorder.add({ kind: 'tls-started', on, tls, atMs: this.#nowMs });
  }

  tlsFailed(on: 'control' | 'data', failure: Failure): void {
    this.#recorder.add({ kind: 'tls-failed', on, failure, atMs: this.#nowMs });
  }

  said(said: ClientSaid, text: string): void {
    const { last } = this.#recorder;
    if (last?.kind === 'client-said' && last.said === said) return;
    this.#recorder.add({ kind: 'client-said', said, text: maskUrls(text).slice(0, 1000), atMs: this.#nowMs });
  }

  controlEnded(failure: Failure): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#recorder.add({ kind: 'control-ended', failure, atMs: this.#nowMs });
  }

  /** The session is over in an orderly way, or in one of which nothing more is known. */
  disconnected(): void {
    this.#phase = 'ended';
  }

  /** Whether an answer is due, or the greeting, or a connection, or its TLS. */
  get isWaiting(): boolean {
    const isGreeted = this.#lastCode > 0 || this.#verb !== '';
    return !isGreeted || this.#unanswered > 0 || this.#phase === 'connecting' || this.#isAwaitingTls;
  }

  /** Its end is missing if something was awaited, and nothing tells what came of it. */
  finish(): Recording {
    const end = this.#phase !== 'ended' && this.isWaiting;
    const recording = this.#recorder.finish({ begin: !this.#sawBegin, end });
    if (recording.clock === 'none' || recording.events[0]?.atMs !== null) return recording;
    // What came before the first line with a time came at the beginning.
    const events = recording.events.map(event => (event.atMs === null ? { ...event, atMs: 0 } : event));
    return { ...recording, events };
  }

  get #isAwaitingTls(): boolean {
    return this.#verb === 'AUTH' && this.#lastCode === 234 && !this.#isEncrypted;
  }

  #agreeOn(opener: 'client' | 'server'): void {
    this.#opener = opener;
    this.#data = 'agreed';
    this.#passivePort = null;
  }

  #answered(code: number, text: string): void {
    this.#lastCode = code;
    if (code < 200) return;
    if (code === 230 || code === 232) this.#isLoggedIn = true;
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    if (code === 227) {
      const address = parsePassiveReply(text);
      if (address.ok) this.#passivePort = address.value.port;
    } else if (code === 229) {
      const port = parseExtendedPassiveReply(text);
      if (port.ok) this.#passivePort = port.value;
    }
  }
}
