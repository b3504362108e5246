import type { Endpoint } from '../../core/endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { TlsValue } from '../../core/step-values.ts';
import { Recorder } from '../recorder.ts';
import type { Ends, Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import type { LogLine } from './log-format.ts';
import { SessionClock } from './session-clock.ts';
import { tlsFailure } from './tls-failure.ts';

/**
 * Texts of a 425 after PASV or EPSV by which a server says that it waited in vain: vsftpd's, Pure-FTPd's, and the system's
 * words that ProFTPD and FileZilla Server hand on.
 */
const waitedInVain = /Failed to establish connection|couldn't be accepted|timed out|ETIMEDOUT/i;
const nobody: Ends = { client: null, server: null };
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const openers: ReadonlyMap<string, 'client' | 'server'> = new Map([
  ['PASV', 'client'],
  ['EPSV', 'client'],
  ['PORT', 'server'],
  ['EPRT', 'server'],
]);

/** One control connection in a server's log, while it is read. */
export class ServerSession {
  readonly recorder: Recorder;
  readonly #clock: SessionClock;
  #atMs: number | null = null;
  #isConnected = false;
  #isBeginSeen = false;
  #isEndSeen = false;
  #isAwaitingReply = false;
  /** Whether the log keeps replies, and not those to some commands alone. */
  #hasReplies = false;
  #lacksReplies = false;
  /** AUTH was accepted, and what follows can be read only once the handshake is done (RFC 4217 §4). */
  #isTlsDue = false;
  #isEncrypted = false;
  /** The user as the log names it once it knows one, or null before that. */
  user: string | null = null;
  /** The argument of USER, or null before that. */
  named: string | null = null;
  /** Upper case; empty before the first command. */
  lastVerb = '';
  /** Who is to open the data connection, as the last command for one has it; null before any. */
  opener: 'client' | 'server' | null = null;
  /** Whether a data connection was asked for, and no transfer has used it yet. */
  hasUnusedMode = false;
  /** Where the log spoke of it last. */
  lastLine = 0;
  lastStamp: Stamp | null = null;
  /** Characters of its lines, as far as they were kept. */
  size = 0;

  constructor(format: string, file: string) {
    this.recorder = new Recorder({ format, file, seenBy: 'server', startedAt: null, host: null });
    this.#clock = new SessionClock(this.recorder);
  }

  /** Whether the end of the control connection was seen; stragglers of it may follow. */
  get isOver(): boolean {
    return this.#isEndSeen;
  }

  /** Whether the control connection speaks TLS. */
  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** Whether AUTH was accepted, and the handshake is yet to come. */
  get isTlsDue(): boolean {
    return this.#isTlsDue;
  }

  /** Whether there was any reply yet, the greeting among them. */
  get hasReplies(): boolean {
    return this.#hasReplies;
  }

  /** Whether the last command has no reply yet. */
  get isAwaitingReply(): boolean {
    return this.#isAwaitingReply;
  }

  /** What follows was written in this line, which bears this time; null takes the one of a stamp around the format. */
  turnTo(line: LogLine, stamp: Stamp | null): void {
    const told = stamp ?? line.stamp ?? null;
    this.#atMs = this.#clock.at(told);
    this.lastStamp = told;
    this.lastLine = line.number;
    if (this.recorder.dropped === 0) this.size += line.text.length;
  }

  /** The control connection stands. `isBegin` tells that the log shows how it came about, and not merely goes on with it. */
  connected(ends: () => Ends, isBegin: boolean): void {
    this.#isBeginSeen ||= isBegin;
    if (this.#isConnected) return;
    this.#isConnected = true;
    this.recorder.add({ kind: 'connected', ends: ends(), atMs: this.#atMs });
  }

  command(text: string): void {
    const verb = /^\s*(\S*)/.exec(text)?.[1]?.toUpperCase() ?? '';
    if (this.#isTlsDue) this.tlsStarted('control', {});
    this.lastVerb = verb;
    if (verb === 'USER') this.named = text.trim().slice(5).trim();
    this.#lacksReplies ||= this.#isAwaitingReply;
    this.#isAwaitingReply = true;
    this.opener = openers.get(verb) ?? this.opener;
    this.hasUnusedMode = openers.has(verb) || (this.hasUnusedMode && !transfers.has(verb));
    this.recorder.command(text, this.#atMs);
  }

  /**
   * One line of a reply, with its code; false for a line that is none. What answers a command from before the log's
   * beginning is left out, for it would pass for the greeting.
   */
  replyLine(text: string): boolean {
    if (this.#isLeftover(text)) return true;
    if (!this.recorder.isInReply) this.#noteWaiting(Number(text.slice(0, 3)), text);
    if (!this.recorder.replyLine(text, this.#atMs)) return false;
    if (!this.recorder.isInReply) this.#noteReply(Number(text.slice(0, 3)));
    return true;
  }

  /** A reply of which the log keeps no more than this. */
  reply(code: number, text: string): void {
    this.#noteWaiting(code, text);
    this.recorder.add({ kind: 'reply', code, text: text.slice(0, 1000), atMs: this.#atMs });
    this.#noteReply(code);
  }

  login(user: string, failure: Failure | null): void {
    if (failure === null) this.user = user;
    this.recorder.add({ kind: 'login', user: user.slice(0, 200), failure, atMs: this.#atMs });
  }

  /** The words are the server's own for why; what it answers is 530 wherever it is not known to be another code. */
  loginRefused(user: string, words: string, code = 530): void {
    const text = words.slice(0, 1000);
    this.login(user, { kind: 'rejected', operation: 'command', errno: null, command: 'PASS', code, text });
  }

  /** The server would have nothing to do with the client, in these words. */
  turnedAway(words: string): void {
    const failure: Failure = { kind: 'closed', operation: 'read', errno: null, text: words.slice(0, 1000) };
    this.recorder.add({ kind: 'control-ended', failure, atMs: this.#atMs });
    this.#isEndSeen = true;
  }

  dataConnected(ends: Ends = nobody, opener = this.opener): void {
    if (opener !== null) this.recorder.add({ kind: 'data-connected', opener, ends, atMs: this.#atMs });
  }

  dataFailed(failure: Failure, ends: Ends = nobody, opener = this.opener): void {
    if (opener !== null) this.recorder.add({ kind: 'data-failed', opener, ends, failure, atMs: this.#atMs });
  }

  /** Nobody came to the port that PASV or EPSV had named, while the server waited for so long; 0 where it does not say. */
  passiveNotArrived(limitMs = 0): void {
    this.dataFailed(
      { kind: 'no-arrival', operation: 'accept', errno: null, limitMs, halfOpen: 'unknown' },
      nobody,
      'client',
    );
  }

  /** Somebody else than the client came to the port that PASV or EPSV had named, and was refused with 425, in these words. */
  foreignPeer(peer: Endpoint | null, text: string): void {
    const command = this.lastVerb || 'PASV';
    const failure: Failure = { kind: 'rejected', operation: 'accept', errno: null, command, code: 425, text };
    this.dataFailed(failure, endsOf(peer), 'client');
  }

  dataMoved(bytes: number): void {
    if (Number.isSafeInteger(bytes)) this.recorder.add({ kind: 'data-bytes', bytes, atMs: this.#atMs });
  }

  dataEnded(failure: Failure | null): void {
    this.recorder.add({ kind: 'data-ended', failure, atMs: this.#atMs });
  }

  tlsStarted(on: 'control' | 'data', tls: Partial<TlsValue>): void {
    if (on === 'control') {
      this.#isTlsDue = false;
      this.#isEncrypted = true;
    }
    this.recorder.add({ kind: 'tls-started', on, tls, atMs: this.#atMs });
  }

  /** `reason` is the server's own word. */
  tlsFailed(on: 'control' | 'data', reason: string): void {
    if (on === 'control') this.#isTlsDue = false;
    this.recorder.add({ kind: 'tls-failed', on, failure: tlsFailure(reason), atMs: this.#atMs });
  }

  noise(from: 'client' | 'server', text: string, problem: string): void {
    this.recorder.add({ kind: 'noise', from, text: text.slice(0, 1000), problem, atMs: this.#atMs });
  }

  /** The control connection ended; but for QUIT, that is told. In a log that lacks replies this is not what a command got for one, and not written down. */
  ended(failure: Failure = { kind: 'closed', operation: 'read', errno: null, text: '' }): void {
    const isAbrupt = !this.#isEndSeen && this.lastVerb !== 'QUIT';
    if (isAbrupt && this.#hasReplies && !this.#lacksReplies) {
      this.recorder.add({ kind: 'control-ended', failure, atMs: this.#atMs });
    }
    this.#isEndSeen = true;
  }

  finish(): Recording {
    return this.recorder.finish({ begin: !this.#isBeginSeen, end: !this.#isEndSeen });
  }

  #isLeftover(text: string): boolean {
    return !this.#isBeginSeen && this.lastVerb === '' && !this.recorder.isInReply && !/^(?:120|220|421)/.test(text);
  }

  #noteWaiting(code: number, text: string): void {
    const last = this.recorder.last?.kind;
    const isKnown = last === 'data-failed' || last === 'data-connected' || last === 'data-ended';
    if (code === 425 && this.opener === 'client' && !isKnown && waitedInVain.test(text)) this.passiveNotArrived();
  }

  #noteReply(code: number): void {
    this.#hasReplies = true;
    this.#isAwaitingReply = false;
    if (code === 234) this.#isTlsDue = true;
    if (code === 221) this.#isEndSeen = true;
  }
}

/** The two ends of a control or data connection, as far as a log names them. */
export function endsOf(client: Endpoint | null, server: Endpoint | null = null): Ends {
  return { client, server };
}
