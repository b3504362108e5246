import type { AnyObservation, Evidence, Session, TlsMode, Trial } from '../../core/evidence.ts';
import type { RunContext } from '../run-context.ts';
import { ControlSession, type LeadNews } from '../session.ts';

const nobody: LeadNews = {
  connected: () => undefined,
  failed: () => undefined,
  offersTls: () => undefined,
  isLoggedIn: () => undefined,
};

/** What the experiments of one run share: what was seen before them, logins, and where their results are put. */
export class Workbench {
  readonly trials: Trial[] = [];
  readonly observations: AnyObservation[] = [];
  readonly #sessions: ControlSession[] = [];
  #loginsLeft: number;

  constructor(
    readonly run: RunContext,
    readonly seen: Evidence,
    logins: number,
  ) {
    this.#loginsLeft = logins;
  }

  /** The address that the control connection reached, or null where there was none. */
  get reached(): string | null {
    const connect = this.seen.sessions.at(-1)?.steps.connect;
    return connect?.status === 'ok' ? connect.value.remote.host : null;
  }

  /** A new login, like the modes' own or without TLS; null when none is left, or the server does not grant it. */
  async logIn(kind: 'session' | 'clear-session'): Promise<ControlSession | null> {
    const address = this.reached;
    if (this.#loginsLeft === 0 || address === null) return null;
    this.#loginsLeft -= 1;
    const session = new ControlSession(this.run, {
      id: this.seen.sessions.length + this.#sessions.length + 1,
      addresses: [{ address, family: address.includes(':') ? 6 : 4 }],
      tls: kind === 'clear-session' ? 'off' : this.#tls(),
      lead: null,
      news: nobody,
    });
    this.#sessions.push(session);
    return (await session.open()) ? session : null;
  }

  sessions(): readonly Session[] {
    return this.#sessions.map(session => session.toEvidence());
  }

  /** The kind of TLS that the modes had in the end. */
  #tls(): TlsMode {
    if (this.run.options.tls === 'implicit') return 'implicit';
    return this.seen.sessions.at(-1)?.steps.tls.status === 'ok' ? 'explicit' : 'off';
  }
}
