import { decodeText } from './decode-text.ts';
import { describeForeignGreeting, isTlsRecord } from './foreign-protocol.ts';
import { TelnetFilter } from './telnet-filter.ts';

/** How much a peer may send before it counts as a flood. */
export interface ReplyLimits {
  /** One line without its end. */
  readonly lineBytes: number;
  /** Everything since the last complete reply. */
  readonly replyBytes: number;
}

const defaultLimits: ReplyLimits = { lineBytes: 8 * 1024, replyBytes: 64 * 1024 };

/** One complete reply (RFC 959 §4.2). */
export interface Reply {
  /** 100–699. */
  readonly code: number;
  /** The text of each line without code and separator, otherwise as it came. */
  readonly lines: string[];
  /** The whole lines, without their ends. */
  readonly raw: string[];
}

export type ReplyEvent =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Something that is not a reply; `text` is at most 1,000 characters of it. */
  | { readonly kind: 'malformed'; readonly text: string; readonly problem: string }
  /** A bound was broken; nothing that follows is looked at. */
  | { readonly kind: 'flood'; readonly limitBytes: number };

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

/** A line that cannot become a reply is given up at this length, so that binary noise is noticed without a line end. */
const hopelessBytes = 512;
/** A TLS alert without its NUL bytes. */
const tlsAlertBytes = 6;
const evidenceCharacters = 1000;

const replyLine = /^([1-6][0-9]{2})(?:([ -])(.*))?$/s;

/**
 * Reads replies from the bytes of a control connection, however they are cut into segments.
 *
 * Tolerated, because real servers do it: bare LF, CR NUL, more CRs, NULs, blank lines between replies, Telnet
 * commands, text in UTF-8 or Latin-1, inner lines of a multi-line reply that repeat `ddd-` or begin with other digits.
 */
export class ReplyParser {
  readonly #limits: ReplyLimits;
  readonly #telnet = new TelnetFilter();
  readonly #line: Uint8Array;
  #lineLength = 0;
  #bytesSinceReply = 0;
  #state: 'reading' | 'discarding-line' | 'flooded' = 'reading';
  /** CR NUL ended the line: an LF right behind it belongs to the same end. */
  #lineEndedByNul = false;
  #open: Reply | null = null;

  constructor(limits: ReplyLimits = defaultLimits) {
    this.#limits = limits;
    this.#line = new Uint8Array(limits.lineBytes);
  }

  /** What became complete with these bytes. The same bytes give the same events, wherever they are split. */
  push(bytes: Uint8Array): ReplyEvent[] {
    const events: ReplyEvent[] = [];
    for (const byte of bytes) {
      if (this.#state === 'flooded') break;
      this.#bytesSinceReply += 1;
      if (this.#bytesSinceReply > this.#limits.replyBytes) {
        events.push(this.#flood(this.#limits.replyBytes));
        break;
      }
      for (const textByte of this.#telnet.next(byte)) {
        const event = this.#take(textByte);
        if (event !== null) events.push(event);
      }
    }
    return events;
  }

  /** What has arrived of an unfinished reply, for evidence: at most 1,000 characters, lines joined by `\n`. */
  pending(): string {
    const lines = [...(this.#open?.raw ?? [])];
    if (this.#lineLength > 0) lines.push(this.#lineText());
    return clip(lines.join('\n'));
  }

  #take(byte: number): ReplyEvent | null {
    const belongsToLineEnd = this.#lineEndedByNul && byte === LF;
    this.#lineEndedByNul = false;
    if (this.#state === 'flooded' || belongsToLineEnd) return null;
    if (byte === LF) return this.#endLine();
    if (byte === NUL) {
      if (this.#lineLength === 0 || this.#line[this.#lineLength - 1] !== CR) return null;
      this.#lineEndedByNul = true;
      return this.#endLine();
    }
    if (this.#state === 'discarding-line') return null;
    if (this.#lineLength === this.#line.length) return this.#flood(this.#limits.lineBytes);
    this.#line[this.#lineLength] = byte;
    this.#lineLength += 1;
    return this.#giveUpOnLine();
  }

  /** Outside a reply, a line that can no longer become one is reported before it ends. */
  #giveUpOnLine(): ReplyEvent | null {
    if (this.#open !== null) return null;
    const isTls = this.#lineLength === tlsAlertBytes && isTlsRecord(this.#line);
    const isHopeless = this.#lineLength === hopelessBytes && !this.#couldBecomeReply();
    if (!isTls && !isHopeless) return null;
    const event = malformed(this.#lineText());
    this.#lineLength = 0;
    this.#state = 'discarding-line';
    return event;
  }

  #couldBecomeReply(): boolean {
    return replyLine.test(decodeText(this.#line.subarray(0, 4)).trimEnd());
  }

  #endLine(): ReplyEvent | null {
    if (this.#state === 'discarding-line') {
      this.#state = 'reading';
      return null;
    }
    const text = this.#lineText();
    this.#lineLength = 0;
    if (this.#open !== null) return this.#continueReply(this.#open, text);
    if (text === '') return null;
    const match = replyLine.exec(text);
    if (match === null) return malformed(text);
    const reply: Reply = { code: Number(match[1]), lines: [match[3] ?? ''], raw: [text] };
    if (match[2] !== '-') return this.#complete(reply);
    this.#open = reply;
    return null;
  }

  #continueReply(reply: Reply, text: string): ReplyEvent | null {
    reply.raw.push(text);
    const match = replyLine.exec(text);
    const repeatsCode = match !== null && Number(match[1]) === reply.code;
    reply.lines.push(repeatsCode ? (match[3] ?? '') : text);
    return repeatsCode && match[2] !== '-' ? this.#complete(reply) : null;
  }

  #complete(reply: Reply): ReplyEvent {
    this.#open = null;
    this.#bytesSinceReply = 0;
    return { kind: 'reply', reply };
  }

  #flood(limitBytes: number): ReplyEvent {
    this.#state = 'flooded';
    this.#open = null;
    this.#lineLength = 0;
    return { kind: 'flood', limitBytes };
  }

  #lineText(): string {
    let length = this.#lineLength;
    while (length > 0 && this.#line[length - 1] === CR) length -= 1;
    return decodeText(this.#line.subarray(0, length));
  }
}

function malformed(text: string): ReplyEvent {
  return { kind: 'malformed', text: clip(text), problem: describeForeignGreeting(text) };
}

/** At most {@link evidenceCharacters}, without half a surrogate pair at the end. */
function clip(text: string): string {
  return text.slice(0, evidenceCharacters).replace(/[\uD800-\uDBFF]$/, '');
}
