import type { ServerSession } from './server-session.ts';

/** So many sessions of one client are asked whether a line is theirs, the latest of them. */
const mostOfOneClient = 50;

/**
 * The sessions of a log that names neither process nor connection in its lines: the client's address, the user and what is
 * due next have to do. Where two sessions of one client and user could be meant, it is the one that was spoken of last;
 * most clients do one thing at a time.
 */
export class SessionsByClient<Session extends ServerSession> {
  readonly #byClient = new Map<string, Session[]>();
  readonly #clients = new Map<Session, string>();

  begin(client: string, session: Session): void {
    this.#clients.set(session, client);
    const sessions = this.#byClient.get(client);
    if (sessions === undefined) this.#byClient.set(client, [session]);
    else if (sessions.push(session) > mostOfOneClient) sessions.shift();
  }

  forget(session: Session): void {
    const client = this.#clients.get(session);
    if (client === undefined) return;
    this.#clients.delete(session);
    const left = this.#byClient.get(client)?.filter(one => one !== session) ?? [];
    if (left.length === 0) this.#byClient.delete(client);
    else this.#byClient.set(client, left);
  }

  /**
   * The session of a client and user, null for one that is not logged in: of those that `prefer` says are likelier, if there
   * are any, the one spoken of last.
   */
  latest(client: string, user: string | null, prefer: (session: Session) => boolean = () => true): Session | undefined {
    let latest: Session | undefined;
    let likely: Session | undefined;
    for (const one of this.#byClient.get(client) ?? []) {
      if (one.user !== user || one.isOver) continue;
      if (latest === undefined || one.lastLine >= latest.lastLine) latest = one;
      if ((likely === undefined || one.lastLine >= likely.lastLine) && prefer(one)) likely = one;
    }
    return likely ?? latest;
  }

  /** The one that waits the longest for something that servers do in the order in which it was asked for. */
  first(client: string, user: string | null, isWaiting: (session: Session) => boolean): Session | undefined {
    let first: Session | undefined;
    for (const one of this.#byClient.get(client) ?? []) {
      if (one.user !== user || one.isOver || !isWaiting(one)) continue;
      if (first === undefined || one.lastLine < first.lastLine) first = one;
    }
    return first;
  }

  /** One that ended: that whose last reply is due, or else the latest. */
  over(client: string, user: string | null): Session | undefined {
    const ended = (this.#byClient.get(client) ?? []).filter(one => one.user === user && one.isOver);
    return ended.find(one => one.recorder.isInReply) ?? ended.find(one => one.isAwaitingReply) ?? ended.at(-1);
  }
}
