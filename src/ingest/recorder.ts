import { redactCommand } from '../ftp/redact.ts';
import type { RecordedEvent, Recording } from './recording.ts';

/** So many events of one session are kept: what an endless one says after that is counted alone. */
const mostEvents = 20_000;
/** So much of one line is kept. */
const longestText = 4000;
/** A reply of more lines than that has none added. */
const mostReplyLines = 500;

const replyStart = /^([1-6]\d\d)(?:([ -])(.*))?$/s;

/** What a recording is made with. */
type Head = Omit<Recording, 'events' | 'isCut' | 'clock'>;

/**
 * Writes down one session while its source is read: masks secrets, joins the lines of a reply, and keeps within bounds.
 * Times must not go backwards; they are taken as given.
 */
export class Recorder {
  readonly #head: Head;
  readonly #events: RecordedEvent[] = [];
  #open: { atMs: number | null; readonly code: number; readonly lines: string[] } | null = null;
  #dropped = 0;
  #clock: Recording['clock'] = 'none';
  host: string | null;
  startedAt: string | null;

  constructor(head: Head) {
    this.#head = head;
    this.host = head.host;
    this.startedAt = head.startedAt;
  }

  /** Whether anything was said or done yet. */
  get isEmpty(): boolean {
    return this.#events.length === 0 && this.#open === null;
  }

  /** Events that were left out because there were too many. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The latest event, or undefined. */
  get last(): RecordedEvent | undefined {
    return this.#events.at(-1);
  }

  /** How exact the source's times are; `none` until told. */
  setClock(clock: Recording['clock']): void {
    this.#clock = clock;
  }

  add(event: RecordedEvent): void {
    this.#endReply();
    this.#keep(event);
  }

  /** A line that the client sent. */
  command(text: string, atMs: number | null): void {
    this.add({ kind: 'command', text: redactCommand(text).slice(0, longestText), atMs });
  }

  /**
   * A line that the server sent, with its code as it came: `227 Entering…`, `211-Features:`, ` EPSV`. Lines of one reply
   * are joined (RFC 959 §4.2). Returns false for a line that neither begins a reply nor goes on with one.
   */
  replyLine(line: string, atMs: number | null): boolean {
    const [, digits, separator, rest = ''] = replyStart.exec(line) ?? [];
    if (this.#open !== null) {
      const isLast = digits !== undefined && Number(digits) === this.#open.code && separator !== '-';
      if (this.#open.lines.length < mostReplyLines) {
        const isSameCode = digits !== undefined && Number(digits) === this.#open.code;
        this.#open.lines.push((isSameCode ? rest : line).slice(0, longestText));
      }
      if (isLast) this.#endReply();
      return true;
    }
    if (digits === undefined) return false;
    this.#open = { atMs, code: Number(digits), lines: [rest.slice(0, longestText)] };
    if (separator !== '-') this.#endReply();
    return true;
  }

  /** Whether a multi-line reply has begun and not ended. */
  get isInReply(): boolean {
    return this.#open !== null;
  }

  /** The recording so far. `begin` and `end` tell which of its ends the source does not show. */
  finish(isCut: Recording['isCut']): Recording {
    this.#endReply();
    return {
      ...this.#head,
      host: this.host,
      startedAt: this.startedAt,
      clock: this.#clock,
      isCut,
      events: this.#events,
    };
  }

  #endReply(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    this.#keep({ kind: 'reply', code: open.code, text: open.lines.join('\n'), atMs: open.atMs });
  }

  #keep(event: RecordedEvent): void {
    if (this.#events.length < mostEvents) this.#events.push(event);
    else this.#dropped += 1;
  }
}
