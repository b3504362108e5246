import type { Endpoint } from '../../core/endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { ClientSession } from './client-session.ts';
import { impliedCommand } from './implied-command.ts';
import { redactWords } from './redact-words.ts';

/** What is the same for all sessions of one log. */
export interface ClientKind {
  /** {@link Recording.format} */
  readonly format: string;
  readonly file: string;
  /**
   * Whether this client opens a passive data connection before it sends LIST, RETR or STOR, so that such a command shows
   * that the connection stands.
   */
  readonly opensDataFirst: boolean;
}

const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
/** Pipelined commands beyond these are not waited for. */
const mostUnanswered = 50;
const quit = /^\s*QUIT\b/i;

/**
 * One session of a client that shows the dialogue and says little more. What it leaves out is taken from the dialogue:
 * which connection a bare `Connection refused` is about, that a data connection stands, and where a log has replies only,
 * the commands.
 */
export class DialogueSession {
  /** For what the client says outright. */
  readonly told: ClientSession;
  readonly #opensDataFirst: boolean;
  /** Verbs of commands whose final reply has not come. */
  readonly #unanswered: string[] = [];
  /**
   * A command that may have reached nobody: one between a 234 and the reply that shows whether TLS came about, or a QUIT,
   * with which many end a connection that has failed, before they tell of the failure.
   */
  #held: { readonly text: string; readonly stamp: Stamp | null } | null = null;
  #stamp: Stamp | null = null;
  #hasCommands = false;
  #hasHeard = false;
  #hasQuit = false;
  /** TLS failed: what the client still writes is not heard. */
  #isDeaf = false;
  /** The transfer for which the data connection was asked has come to its end. */
  #isUsedUp = false;
  /** The transfer command that is most likely where the log does not show it. */
  usualTransfer = 'LIST';

  constructor({ format, file, opensDataFirst }: ClientKind) {
    this.told = new ClientSession(format, file);
    this.#opensDataFirst = opensDataFirst;
  }

  /** What follows happened at that time; where a line has none, at the time of the line before. */
  at(stamp: Stamp | null): void {
    this.#stamp = stamp ?? this.#stamp;
    this.told.at(this.#stamp);
  }

  /** Whether a connection was tried, or anything was said. */
  get isUnderWay(): boolean {
    return this.told.phase !== 'new';
  }

  /** Whether a command or a reply was seen. */
  get hasDialogue(): boolean {
    return this.told.verb !== '' || this.told.lastCode > 0 || this.told.isInReply;
  }

  get isOver(): boolean {
    return this.told.phase === 'ended';
  }

  get isWaiting(): boolean {
    return this.#unanswered.length > 0 || this.#held !== null;
  }

  /** Whether the client is about to open the data connection, or is opening it. */
  get isDataDue(): boolean {
    const { opener, data, passivePort } = this.told;
    if (opener !== 'client' || this.#isUsedUp) return false;
    return data === 'connecting' || (data === 'agreed' && passivePort !== null);
  }

  /** Whether this line is the greeting of another session: a 220 that answers neither HOST (RFC 7151 §3) nor REIN. */
  isFollowedBy(line: string): boolean {
    if (this.isOver) return this.#hasHeard || line.startsWith('220');
    if (!this.hasDialogue || this.told.isInReply || !/^220(?:[ -]|$)/.test(line)) return false;
    const [waiting] = this.#unanswered;
    return waiting !== 'HOST' && waiting !== 'REIN';
  }

  /** A line that the client sent. */
  command(text: string): void {
    this.#hasCommands = true;
    this.#releaseHeld();
    // Some log a command first, and make the handshake when they send it.
    if (this.#isTlsDue || quit.test(text)) this.#held = { text, stamp: this.#stamp };
    else this.#send(text);
  }

  /**
   * A line that the server sent; false for one that is no part of a reply. Where the log shows no commands at all, the one
   * that it must have answered goes before it.
   */
  replyLine(line: string): boolean {
    const isReply = /^[1-6]\d\d(?:[ -]|$)/.test(line);
    if (!isReply && !this.told.isInReply) return false;
    this.#hasHeard = true;
    // In clear, as after a failed handshake (RFC 4217 §10.1): what was held was never sent.
    if (this.#isTlsDue && line.startsWith('421')) this.#held = null;
    this.#releaseHeld();
    if (!this.#hasCommands && !this.told.isInReply && !this.isWaiting) {
      const implied = impliedCommand(line, this.usualTransfer);
      if (implied !== null) this.#send(implied);
    }
    // The first reply of all shows that the connection was tried, and stands.
    if (!this.isUnderWay && /^(?:120|220|421)/.test(line)) this.told.connecting(null);
    this.told.reply(line);
    if (!this.told.isInReply) this.#answered(this.told.lastCode);
    return true;
  }

  /** Something from the server that is no reply. */
  noise(line: string): void {
    this.#hasHeard = true;
    if (!this.isUnderWay) this.told.connecting(null);
    this.told.reply(line);
  }

  /** The transfer or the session failed, in the client's words; what it says after the end is old news. */
  gaveUp(text: string): void {
    if (!this.#hasQuit) this.told.said('transfer-failed', redactWords(text));
  }

  connectFailed(failure: Failure, to: Endpoint | null = null): void {
    this.told.connectFailed({ ...failure, operation: 'connect' }, to);
  }

  tlsFailed(on: 'control' | 'data', failure: Failure): void {
    this.told.tlsFailed(on, { ...failure, operation: 'tls' });
    if (on === 'data') return;
    this.#held = null;
    this.#isDeaf = true;
    this.told.disconnected();
  }

  /** The control connection ended otherwise than by QUIT, or never came about: the client does not say which. */
  controlEnded(failure: Failure): void {
    if (!this.isUnderWay) this.told.connecting(null);
    this.told.controlEnded({ ...failure, operation: this.#unanswered.length > 0 ? 'command' : 'read' });
  }

  dataFailed(failure: Failure, to: Endpoint | null = null): void {
    this.told.dataFailed(failure, to);
  }

  dataEnded(failure: Failure | null): void {
    this.told.dataEnded(failure === null ? null : { ...failure, operation: 'transfer' });
  }

  /** A failure of which the client does not say where: it is of what the dialogue had come to. */
  failed(failure: Failure): void {
    const isBegun = this.told.isTransferring && this.told.lastCode < 200;
    if (this.#isTlsDue) this.tlsFailed('control', failure);
    else if (this.isDataDue) this.dataFailed({ ...failure, operation: 'connect' });
    else if (failure.operation === 'tls' && this.told.isTransferring) this.tlsFailed('data', failure);
    else if (isBegun) this.dataEnded(failure);
    else this.controlEnded(failure);
  }

  finish(): Recording {
    this.#releaseHeld();
    if (this.#hasQuit) this.told.disconnected();
    return this.told.finish();
  }

  get #isTlsDue(): boolean {
    return this.told.verb === 'AUTH' && this.told.lastCode === 234 && !this.told.isEncrypted;
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = null;
    const isLost = !this.hasDialogue || (this.#isTlsDue && held !== null && quit.test(held.text));
    if (held === null || isLost) return;
    this.told.at(held.stamp);
    this.#send(held.text);
    this.told.at(this.#stamp);
  }

  #send(text: string): void {
    if (this.#isDeaf) return;
    const verb = /^\s*(\S{1,20})/.exec(text)?.[1]?.toUpperCase() ?? '';
    if (transfers.has(verb) && this.isDataDue && this.#opensDataFirst) {
      this.told.dataConnected({ client: null, server: null });
    }
    if (/^(?:PASV|EPSV|PORT|EPRT)$/.test(verb)) this.#isUsedUp = false;
    if (verb === 'QUIT') this.#hasQuit = true;
    if (this.#unanswered.length < mostUnanswered) this.#unanswered.push(verb);
    this.told.command(text);
  }

  #answered(code: number): void {
    if (code < 200) return;
    const verb = this.#unanswered.shift();
    if (verb !== undefined && transfers.has(verb)) this.#isUsedUp = true;
  }
}
