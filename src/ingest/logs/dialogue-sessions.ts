import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { type ClientKind, DialogueSession } from './dialogue-session.ts';

/** The sessions of a client that tells of one after the other. */
export class DialogueSessions {
  readonly #kind: ClientKind;
  #current: DialogueSession;
  #stamp: Stamp | null = null;
  #finished: Recording[] = [];

  constructor(kind: ClientKind) {
    this.#kind = kind;
    this.#current = new DialogueSession(kind);
  }

  get current(): DialogueSession {
    return this.#current;
  }

  /** Sets the time of what is told from now on. */
  at(stamp: Stamp | null | undefined): void {
    if (stamp === null || stamp === undefined) return;
    this.#stamp = stamp;
    this.#current.at(stamp);
  }

  /** A new session, unless the current one has hardly begun. */
  begin(): DialogueSession {
    if (!this.#current.isUnderWay && !this.#current.isOver) return this.#current;
    if (!this.#current.told.isEmpty) this.#finished.push(this.#current.finish());
    this.#current = new DialogueSession(this.#kind);
    this.#current.at(this.#stamp);
    return this.#current;
  }

  /** A line that the client sent. Once the connection has ended only QUIT still belongs to it. */
  command(text: string): void {
    if (this.#current.isOver && !/^\s*QUIT\b/i.test(text)) this.begin();
    this.#current.command(text);
  }

  /** A line that the server sent, which may be the greeting of the next session; false for one that is no part of a reply. */
  replyLine(line: string): boolean {
    if (this.#current.isFollowedBy(line)) this.begin();
    return this.#current.replyLine(line);
  }

  /** The same for something from the server that may be no reply, in which case it is kept as noise. */
  received(line: string): void {
    if (!this.replyLine(line) && line.trim() !== '') this.#current.noise(line);
  }

  finished(): readonly Recording[] {
    const finished = this.#finished;
    this.#finished = [];
    return finished;
  }

  end(): readonly Recording[] {
    if (!this.#current.told.isEmpty) this.#finished.push(this.#current.finish());
    this.#current = new DialogueSession(this.#kind);
    return this.finished();
  }
}
