import type { Recording } from '../recording.ts';

/** A log has the sessions of one program; more than that at one time is no such log. */
const mostSessions = 100;

interface ClosableSession {
  readonly isEmpty: boolean;
  finish(): Recording;
}

/** The open sessions of a client's log that names them, and the recordings of those that are over. */
export class NamedSessions<Session extends ClosableSession> {
  readonly #open = new Map<string, Session>();
  readonly #finished: Recording[] = [];

  get(name: string): Session | undefined {
    return this.#open.get(name);
  }

  /** A session begins; one of the same name is over, and of too many the one that began first. */
  begin(name: string, session: Session): void {
    const [first] = this.#open.keys();
    if (this.#open.has(name)) this.#close(name);
    else if (this.#open.size >= mostSessions && first !== undefined) this.#close(first);
    this.#open.set(name, session);
  }

  /** Hands over what is over. */
  finished(): readonly Recording[] {
    return this.#finished.splice(0);
  }

  /** Hands over everything. */
  end(): readonly Recording[] {
    for (const name of [...this.#open.keys()]) this.#close(name);
    return this.finished();
  }

  #close(name: string): void {
    const session = this.#open.get(name);
    this.#open.delete(name);
    if (session !== undefined && !session.isEmpty) this.#finished.push(session.finish());
  }
}
