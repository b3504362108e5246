import { decodeText } from '../../../ftp/decode-text.ts';
import { ReplyParser } from '../../../ftp/reply-parser.ts';
import { isFtpCommand } from './ftp-words.ts';
import { LineReader } from './line-reader.ts';
import type { Negotiation } from './negotiation.ts';
import type { Timeline } from './timeline.ts';
import { beginsTls, isRecordType } from './tls/record-reader.ts';
import { type Speaker, TlsWatch } from './tls/tls-watch.ts';

const LF = 0x0a;
const CR = 0x0d;
/** So much of a line that is not FTP is kept. */
const longestNoise = 200;
/** A command: three or four letters (RFC 959 §4.1), and what extensions and rewriting boxes make of them. */
const command = /^\s*[A-Za-z][\w@*]{1,11}(?: |$)/;

/** Thousands of sessions may be open at a time, and each has room for a line of its own. */
const newReplies = (): ReplyParser => new ReplyParser({ lineBytes: 4096, replyBytes: 65_536 });

/** Reads both directions of a control connection, in clear and up to where TLS hides them, and writes down what is said. */
export class ControlDialogue {
  readonly #timeline: Timeline;
  readonly #negotiation: Negotiation;
  readonly #lines = new LineReader();
  #replies = newReplies();
  #tls: TlsWatch | null = null;
  #isTlsTold = false;
  /** Whether this side's bytes are TLS records at the moment. */
  readonly #isHidden: Record<Speaker, boolean> = { client: false, server: false };
  /** The beginning of the next line of this side is not in the capture. */
  readonly #isTorn: Record<Speaker, boolean>;
  #isSilenced = false;
  /** The name that the client asked for with HOST (RFC 7151). */
  #hostCommand: string | null = null;
  #hasMissed = false;

  constructor(timeline: Timeline, negotiation: Negotiation, isCutAtBegin: boolean) {
    this.#timeline = timeline;
    this.#negotiation = negotiation;
    this.#isTorn = { client: isCutAtBegin, server: isCutAtBegin };
  }

  /** The host as the client named it, or null. */
  get host(): string | null {
    return this.#hostCommand ?? (this.#tls?.serverName || null);
  }

  /** Whether commands or replies may have been missed: by TLS, or by a gap. */
  get isBlind(): boolean {
    return this.#hasMissed || this.isHidden;
  }

  /** Whether TLS hides what is said. */
  get isHidden(): boolean {
    return this.#isHidden.client || this.#isHidden.server;
  }

  /** A data connection was announced, in words that could be read: what may have been missed before is of no account. */
  announced(): void {
    this.#hasMissed = false;
  }

  /** Whether TLS was begun at any time. */
  get usedTls(): boolean {
    return this.#tls !== null;
  }

  push(from: Speaker, bytes: Uint8Array, atMs: number): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (!this.#isHidden[from]) rest = this.#pushClear(from, rest, atMs);
      if (rest.length > 0) rest = this.#pushHidden(from, rest, atMs);
    }
  }

  /** So many bytes of one side are not in the capture. */
  lost(from: Speaker, bytes: number, atMs: number): void {
    this.#hasMissed = true;
    if (this.#isHidden[from]) {
      this.#tls?.lost(from);
      return;
    }
    this.#timeline.note({ kind: 'gap', from, bytes, atMs });
    this.#negotiation.lost();
    this.#isTorn[from] = true;
    if (from === 'client') this.#lines.take();
    else this.#replies = newReplies();
  }

  /** The connection is over: what was begun and not ended is told as far as it goes. Returns an unfinished reply. */
  end(failure: Parameters<TlsWatch['end']>[0], atMs: number): string {
    this.#tls?.end(failure, atMs);
    this.#tellTls();
    return this.#replies.pending();
  }

  /** Takes the bytes up to where TLS begins, and gives the rest. */
  #pushClear(from: Speaker, bytes: Uint8Array, atMs: number): Uint8Array {
    const begin = this.#beginOfTls(from, bytes);
    const clear = begin === -1 ? bytes : bytes.subarray(0, begin);
    if (from === 'client') for (const line of this.#lines.push(clear)) this.#say(line, atMs);
    else this.#answer(clear, atMs);
    if (begin === -1) return new Uint8Array(0);
    this.#isHidden[from] = true;
    this.#tls ??= new TlsWatch();
    return bytes.subarray(begin);
  }

  /** A handshake can begin only where a line does: nothing but a line's end comes before it. */
  #beginOfTls(from: Speaker, bytes: Uint8Array): number {
    const isRecord = isRecordType(bytes[0] ?? 0) && bytes[1] === 3;
    if (this.#isTorn[from] && isRecord) return 0;
    // A server does not speak TLS before the client has; its first word may be an alert.
    if (from === 'server') return this.#isHidden.client && isRecord ? 0 : -1;
    if (beginsTls(bytes) && this.#lines.isAtStart) return 0;
    const after = bytes.findIndex((byte, at) => byte === LF && beginsTls(bytes.subarray(at + 1, at + 3)));
    return after === -1 ? -1 : after + 1;
  }

  #pushHidden(from: Speaker, bytes: Uint8Array, atMs: number): Uint8Array {
    const used = this.#tls?.push(from, bytes, atMs) ?? bytes.length;
    this.#tellTls();
    const rest = bytes.subarray(used);
    if (rest.length > 0) this.#backToClear(from, rest, atMs);
    return rest;
  }

  #backToClear(from: Speaker, rest: Uint8Array, atMs: number): void {
    this.#isHidden[from] = false;
    if (from === 'server') {
      this.#replies = newReplies();
      this.#answeredInClear(decodeText(rest.subarray(0, 200)).trim(), atMs);
    }
  }

  /** An answer in clear to a ClientHello: the server, or something in between, does not do TLS after all. */
  #answeredInClear(text: string, atMs: number): void {
    this.#tls?.answeredInClear(text, atMs);
    this.#tellTls();
  }

  #say(line: string, atMs: number): void {
    const isTorn = this.#isTorn.client;
    this.#isTorn.client = false;
    // What is left of a torn line may be the end of a password, and look like a command.
    if (isTorn ? isFtpCommand(line) : command.test(line)) {
      this.#hostCommand ??= /^\s*HOST\s+(\S{1,255})\s*$/i.exec(line)?.[1] ?? null;
      this.#timeline.note({ kind: 'command', text: line, atMs });
      this.#negotiation.command(line, atMs);
      return;
    }
    const text = isTorn ? '****' : line.slice(0, longestNoise);
    this.#noise(
      'client',
      text,
      isTorn ? 'the beginning of the line is not in the capture' : 'it is no FTP command',
      atMs,
    );
  }

  #answer(bytes: Uint8Array, atMs: number): void {
    for (const event of this.#replies.push(this.#isTorn.server ? this.#fromNextLine(bytes) : bytes)) {
      if (event.kind === 'reply') {
        const text = event.reply.lines.join('\n').slice(0, 4000);
        if (event.reply.code !== 234 && event.reply.code !== 334) this.#answeredInClear(event.reply.raw[0] ?? '', atMs);
        this.#timeline.note({ kind: 'reply', code: event.reply.code, text, atMs });
        this.#negotiation.reply(event.reply.code, text, atMs);
      } else if (event.kind === 'malformed') {
        this.#answeredInClear(event.text, atMs);
        this.#noise('server', event.text, event.problem, atMs);
      } else if (!this.#isSilenced) {
        this.#isSilenced = true;
        this.#noise('server', '', `it sent more than ${event.limitBytes} bytes without ending a reply`, atMs);
      }
    }
  }

  /** Behind a gap the middle of a reply may come first, which says nothing: a line that looks like one is where to go on. */
  #fromNextLine(bytes: Uint8Array): Uint8Array {
    let at = 0;
    while (at < bytes.length && !looksLikeReply(bytes.subarray(at, at + 4))) {
      const end = bytes.indexOf(LF, at);
      if (end === -1) return new Uint8Array(0);
      at = end + 1;
    }
    this.#isTorn.server = at >= bytes.length;
    return bytes.subarray(at);
  }

  #noise(from: Speaker, text: string, problem: string, atMs: number): void {
    this.#timeline.note({ kind: 'noise', from, text, problem, atMs });
  }

  #tellTls(): void {
    const outcome = this.#tls?.outcome ?? null;
    if (outcome === null || this.#isTlsTold) return;
    this.#isTlsTold = true;
    const { atMs } = outcome;
    if (outcome.status === 'started')
      this.#timeline.add({ kind: 'tls-started', on: 'control', tls: outcome.tls, atMs });
    else this.#timeline.add({ kind: 'tls-failed', on: 'control', failure: outcome.failure, atMs });
  }
}

/** Three digits, and a space, a hyphen or a line's end. */
function looksLikeReply(bytes: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0, next = CR] = bytes;
  return isDigit(a) && isDigit(b) && isDigit(c) && (next === 0x20 || next === 0x2d || next === CR || next === LF);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
