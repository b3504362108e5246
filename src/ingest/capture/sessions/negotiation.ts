import type { Endpoint } from '../../../core/endpoint.ts';
import { decodeEprt, decodePort, parseExtendedPassiveReply, parsePassiveReply } from '../../../ftp/host-port.ts';
import type { Announcement, OpenAnnouncement } from './announcement.ts';

const asking: ReadonlySet<string> = new Set(['PASV', 'EPSV', 'PORT', 'EPRT', 'LPSV', 'LPRT']);
const moving: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
/** More commands than that are never unanswered at once. */
const mostWaiting = 100;
/** So many are remembered: what an endless session does after that is its dialogue alone. */
const mostAnnouncements = 5000;

interface Waiting {
  readonly verb: string;
  readonly atMs: number;
  /** What PORT or EPRT announced, or what a transfer was to use. */
  readonly about: OpenAnnouncement | null;
}

/** Reads commands and replies for what they say about data connections, and for what is still to be answered. */
export class Negotiation {
  readonly #announcements: OpenAnnouncement[] = [];
  readonly #onAnnouncement: (announcement: Announcement) => void;
  readonly #serverHost: string;
  #waiting: Waiting[] = [];
  #current: OpenAnnouncement | null = null;
  #isGreeted: boolean;
  #saidQuit = false;

  /** `isGreeted` where the greeting was sent before the capture began. */
  constructor(serverHost: string, isGreeted: boolean, onAnnouncement: (announcement: Announcement) => void) {
    this.#serverHost = serverHost;
    this.#isGreeted = isGreeted;
    this.#onAnnouncement = onAnnouncement;
  }

  get announcements(): readonly Announcement[] {
    return this.#announcements;
  }

  /** Since when the server owes an answer; null where it owes none. `since` is from when on a greeting was due. */
  owedSince(since: number): number | null {
    if (!this.#isGreeted) return since;
    return this.#waiting[0]?.atMs ?? null;
  }

  /** Whether the session was ended in the proper way, by QUIT or by the server's 221. */
  get saidQuit(): boolean {
    return this.#saidQuit;
  }

  command(line: string, atMs: number): void {
    const [, verb = '', argument = ''] = /^\s*(\S+)\s*(.*)$/s.exec(line.slice(0, 1000)) ?? [];
    const name = verb.toUpperCase();
    if (name === 'QUIT') this.#saidQuit = true;
    if (asking.has(name)) this.#isOver(atMs);
    let about: OpenAnnouncement | null = null;
    if (name === 'PORT' || name === 'EPRT') {
      const announced = name === 'PORT' ? decodePort(argument) : decodeEprt(argument);
      if (announced.ok) about = this.#announce('server', announced.value, atMs);
    } else if (moving.has(name) && this.#current !== null && this.#current.transferAtMs === null) {
      about = this.#current;
      about.transferAtMs = atMs;
    }
    if (this.#waiting.length < mostWaiting) this.#waiting.push({ verb: name, atMs, about });
  }

  reply(code: number, text: string, atMs: number): void {
    if (code === 221 || code === 421) this.#waiting = [];
    if (code === 221) this.#saidQuit = true;
    if (!this.#isGreeted) {
      this.#isGreeted = code >= 200;
      return;
    }
    if (code === 227) this.#announcePassive(parsePassiveReply(text), atMs);
    if (code === 229) {
      const port = parseExtendedPassiveReply(text);
      if (port.ok) this.#announce('client', { host: this.#serverHost, port: port.value }, atMs).acceptedAtMs = atMs;
    }
    if (code < 200) return;
    const answered = this.#waiting.shift();
    const about = answered?.about ?? null;
    if (about === null) return;
    if (moving.has(answered?.verb ?? '')) about.final = { atMs, code };
    else if (code < 400) about.acceptedAtMs = atMs;
    else about.isRefused = true;
  }

  /** A part of the dialogue is missing: who answers what cannot be told any more. */
  lost(): void {
    this.#waiting = [];
    this.#isGreeted = true;
  }

  #announcePassive(parsed: ReturnType<typeof parsePassiveReply>, atMs: number): void {
    if (parsed.ok) this.#announce('client', parsed.value, atMs).acceptedAtMs = atMs;
  }

  #announce(opener: Announcement['opener'], to: Endpoint, atMs: number): OpenAnnouncement {
    this.#isOver(atMs);
    const announcement: OpenAnnouncement = {
      opener,
      to,
      atMs,
      acceptedAtMs: null,
      isRefused: false,
      transferAtMs: null,
      final: null,
      overAtMs: null,
    };
    this.#current = announcement;
    if (this.#announcements.length < mostAnnouncements) {
      this.#announcements.push(announcement);
      this.#onAnnouncement(announcement);
    }
    return announcement;
  }

  #isOver(atMs: number): void {
    if (this.#current !== null) this.#current.overAtMs ??= atMs;
    this.#current = null;
  }
}
