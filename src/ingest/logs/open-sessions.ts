import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import type { LogLine } from './log-format.ts';
import type { ServerSession } from './server-session.ts';

/** Servers themselves end sessions that are idle for less than that. */
const longestIdleMs = 3_600_000;
/** Where there are no times, so many lines without a word of a session are as much. */
const longestIdleLines = 200_000;
/** After its end so many more lines may have a straggler of a session: servers write from several processes. */
const stragglerLines = 50;
const mostSessions = 20_000;
/** Characters of all lines of all open sessions. */
const mostSize = 200_000_000;

/**
 * The sessions of a server's log that are not over: bounded in number and size, and without those that the log has not
 * spoken of for long. Those that were spoken of last are kept the longest.
 */
export class OpenSessions<Session extends ServerSession> {
  /** The least recent first. */
  readonly #open = new Set<Session>();
  readonly #byKey = new Map<string, Session>();
  readonly #keys = new Map<Session, readonly string[]>();
  readonly #finished: Recording[] = [];
  readonly #onForget: (session: Session) => void;
  #size = 0;
  #lineNumber = 0;
  #now: Stamp | null = null;

  /** @param onForget is told of every session that is finished, for parsers that know it by more than its keys. */
  constructor(onForget: (session: Session) => void = () => {}) {
    this.#onForget = onForget;
  }

  /** The session that a key leads to: a process, an address, a number. */
  of(key: string): Session | undefined {
    return this.#byKey.get(key);
  }

  /** From now on these keys lead to the session; one that they led to is finished. */
  open(session: Session, ...keys: readonly string[]): Session {
    for (const key of keys) {
      const before = this.#byKey.get(key);
      if (before !== undefined && before !== session) this.finish(before);
      this.#byKey.set(key, session);
    }
    this.#keys.set(session, [...(this.#keys.get(session) ?? []), ...keys]);
    return session;
  }

  /** The log speaks of this session, new or known. */
  turnTo(session: Session, line: LogLine, stamp: Stamp | null): void {
    this.#lineNumber = line.number;
    this.#now = stamp ?? line.stamp ?? null;
    this.#open.delete(session);
    this.#open.add(session);
    const before = session.size;
    session.turnTo(line, stamp);
    this.#size += session.size - before;
    while (this.#open.size > mostSessions || (this.#size > mostSize && this.#open.size > 1)) this.#finishFirst();
  }

  /** Nothing more will be said of it. */
  finish(session: Session): void {
    if (!this.#open.delete(session)) return;
    this.#size -= session.size;
    for (const key of this.#keys.get(session) ?? []) if (this.#byKey.get(key) === session) this.#byKey.delete(key);
    this.#keys.delete(session);
    this.#onForget(session);
    if (!session.recorder.isEmpty) this.#finished.push(session.finish());
  }

  /** Hands over what is finished, and what has become so by the log's going on. */
  finished(): readonly Recording[] {
    for (const session of [...this.#open]) {
      const lines = this.#lineNumber - session.lastLine;
      if (session.isOver ? lines > stragglerLines : isIdle(session, lines, this.#now)) this.finish(session);
    }
    return this.#finished.splice(0);
  }

  /** Hands over everything. */
  end(): readonly Recording[] {
    for (const session of [...this.#open]) this.finish(session);
    return this.#finished.splice(0);
  }

  #finishFirst(): void {
    for (const session of this.#open) {
      this.finish(session);
      return;
    }
  }
}

function isIdle({ lastStamp }: ServerSession, lines: number, now: Stamp | null): boolean {
  if (lastStamp === null || now === null) return lines > longestIdleLines;
  return now.ms - lastStamp.ms > longestIdleMs;
}
