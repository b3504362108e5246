import type { AnyObservation, Evidence, Session, TlsMode, Trial } from '../../core/evidence.ts';
import type { RunContext } from '../run-context.ts';
import { ControlSession, type LeadNews } from '../session.ts';
import type { Budget } from './budget.ts';
import { controlEndsOf, isEncrypted } from './seen-modes.ts';

const nobody: LeadNews = {
  connected: () => undefined,
  failed: () => undefined,
  offersTls: () => undefined,
  isLoggedIn: () => undefined,
};

/** A control connection like the modes' own, or one without TLS. */
export type SessionKind = 'session' | 'clear-session';

/** What the experiments of one run share: what was seen before them, logins, and where their results are put. */
export class Workbench {
  readonly trials: Trial[] = [];
  readonly observations: AnyObservation[] = [];
  readonly #sessions: ControlSession[] = [];

  constructor(
    readonly run: RunContext,
    readonly seen: Evidence,
    readonly budget: Budget,
  ) {}

  /**
   * A new login, as the modes' own was or without TLS; null when the server does not grant it, and when it granted none
   * before, so that a password which was refused is not sent again.
   */
  async logIn(kind: SessionKind): Promise<ControlSession | null> {
    const address = controlEndsOf(this.seen)?.reached;
    if (address === undefined) return null;
    const session = new ControlSession(this.run, {
      id: this.seen.sessions.length + this.#sessions.length + 1,
      addresses: [{ address, family: address.includes(':') ? 6 : 4 }],
      tls: kind === 'clear-session' ? 'off' : this.#tls(),
      lead: null,
      news: nobody,
    });
    this.#sessions.push(session);
    if (await session.open()) return session;
    await this.leave(session);
    return null;
  }

  /** Says QUIT, and gives the server a moment to answer, so that the next login is not one too many. */
  async leave(session: ControlSession): Promise<void> {
    await session.leave(this.run.delay(this.run.patience.graceMs));
  }

  /** How many logins were asked for. */
  get logins(): number {
    return this.#sessions.length;
  }

  sessions(): readonly Session[] {
    return this.#sessions.map(session => session.toEvidence());
  }

  /** The kind of TLS that the modes had in the end: never less, for a password goes over it. */
  #tls(): TlsMode {
    if (this.run.options.tls === 'implicit') return 'implicit';
    return isEncrypted(this.seen) ? 'explicit' : 'off';
  }
}
