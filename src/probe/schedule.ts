import type { ModeCommand, Session, TlsMode, Trial } from '../core/evidence.ts';
import { type Outcome, skipped } from '../core/outcome.ts';
import type { ResolvedAddress, SessionsValue } from '../core/step-values.ts';
import { runActiveTrial } from './active-trial.ts';
import { Errands } from './errands.ts';
import { runPassiveTrial } from './passive-trial.ts';
import type { RunContext } from './run-context.ts';
import { ControlSession, type Lead, type LeadNews } from './session.ts';

/** How long a session may be behind the first one's login before its trial is given to another. */
const lastCallMs = 2500;
const lastCallRoundTrips = 10;

interface Promised<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

function promised<T>(): Promised<T> {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>(resolve => {
    settle = resolve;
  });
  return { promise, resolve: value => settle(value) };
}

/** What came of one round of sessions. */
export interface Schedule {
  readonly sessions: readonly Session[];
  readonly trials: readonly Trial[];
  readonly parallel: Outcome<SessionsValue>;
}

interface Plan {
  readonly addresses: readonly ResolvedAddress[];
  readonly tls: TlsMode;
  /** The modes asked for; those that the address family cannot do are left out once it is known. */
  readonly requested: readonly ModeCommand[];
  /** The id of the first session. */
  readonly firstSession: number;
}

/**
 * Runs the trials beside each other, each on a session of its own, as far as the server lets us.
 *
 * The first session leads: the others connect once it stands, and hold back their password until its login is accepted,
 * so that a wrong password is sent once. A session that is turned away hands its trial to one that is free; when none is
 * left, a new one is opened.
 */
export class Scheduler {
  readonly #run: RunContext;
  readonly #plan: Plan;
  #waiting: ModeCommand[] = [];
  readonly #sessions: ControlSession[] = [];
  readonly #trials: Trial[] = [];
  readonly #refusals: string[] = [];
  readonly #errands: Errands;
  readonly #isConnected = promised<void>();
  readonly #offersTls = promised<boolean>();
  readonly #isLoggedIn = promised<boolean>();
  #wanted = 0;
  #opening = 1;
  #usable = 0;
  /** How many of those stood beside each other, before any was opened for what was left over. */
  #besides = 0;
  /** The address that answered; the other sessions use no other. */
  #reached: string | null = null;
  #opened = promised<void>();

  constructor(run: RunContext, plan: Plan) {
    this.#run = run;
    this.#plan = plan;
    this.#errands = new Errands(run);
  }

  async run(): Promise<Schedule> {
    const leading = this.#work(null);
    await this.#isConnected.promise;
    const others = Array.from({ length: this.#opening - 1 }, () => this.#work(this.#lead()));
    await this.#leaveAll(await Promise.all([leading, ...others]));
    this.#besides = this.#usable;
    await this.#runLeftOvers();
    return this.#result();
  }

  /** The first session stands: now it is known which modes make sense, and how many sessions that takes. */
  #connected(address: string): void {
    this.#reached = address;
    this.#waiting = applicableModes(this.#plan.requested, address);
    this.#wanted = this.#waiting.length;
    this.#opening = Math.max(1, this.#wanted);
    this.#isConnected.resolve();
  }

  #lead(): Lead {
    const lastCall = this.#isLoggedIn.promise.then(async isLoggedIn => {
      const roundTripsMs = lastCallRoundTrips * (this.#run.rttMs ?? 0);
      await (isLoggedIn ? this.#run.delay(Math.max(lastCallMs, roundTripsMs)) : new Promise<never>(() => undefined));
    });
    return { offersTls: this.#offersTls.promise, isLoggedIn: this.#isLoggedIn.promise, lastCall };
  }

  #news(isLead: boolean): LeadNews {
    const nothing = (): void => undefined;
    if (!isLead) return { connected: nothing, failed: nothing, offersTls: nothing, isLoggedIn: nothing };
    return {
      connected: address => this.#connected(address),
      failed: () => this.#isConnected.resolve(),
      offersTls: yes => this.#offersTls.resolve(yes),
      isLoggedIn: yes => this.#isLoggedIn.resolve(yes),
    };
  }

  /**
   * Ends sessions when none of them has anything left to do: a server that is hasty in closing one (pyftpdlib 1.5 lets go
   * of a descriptor that another session's data connection has by then) would spoil the trials of the others.
   */
  async #leaveAll(sessions: readonly ControlSession[]): Promise<void> {
    await Promise.all(sessions.map(session => session.leave(Promise.resolve())));
  }

  /** One session's life up to QUIT: open, trials for as long as there are any, errands. */
  async #work(lead: Lead | null): Promise<ControlSession> {
    const { addresses, tls, firstSession } = this.#plan;
    const session = new ControlSession(this.#run, {
      id: firstSession + this.#sessions.length,
      addresses: addresses.filter(({ address }) => this.#reached === null || address === this.#reached),
      tls,
      lead,
      news: this.#news(lead === null),
    });
    this.#sessions.push(session);
    const isOpen = await session.open();
    this.#opening -= 1;
    if (isOpen) this.#usable += 1;
    else if (lead !== null && (await lead.isLoggedIn)) this.#refusals.push(refusalOf(session));
    const opened = this.#opened;
    this.#opened = promised();
    opened.resolve();
    if (isOpen) {
      await this.#runTrials(session);
      await this.#errands.run(session);
    }
    return session;
  }

  /** Takes trials one after the other; waits for those that sessions still on their way may have to give back. */
  async #runTrials(session: ControlSession): Promise<void> {
    while (session.isUsable) {
      const isSpare = this.#waiting.length > this.#opening;
      const command = isSpare ? this.#waiting.shift() : undefined;
      if (command !== undefined) {
        await this.#runTrial(session, command);
        continue;
      }
      if (this.#waiting.length === 0 || this.#opening === 0) return;
      await this.#opened.promise;
    }
  }

  async #runTrial(session: ControlSession, command: ModeCommand): Promise<void> {
    const isPassive = command === 'PASV' || command === 'EPSV';
    this.#trials.push(
      isPassive
        ? await runPassiveTrial(this.#run, session, command)
        : await runActiveTrial(this.#run, session, command),
    );
  }

  /** Trials that no session had room for, each on a new session, after the others have gone. */
  async #runLeftOvers(): Promise<void> {
    if (this.#usable === 0) return;
    while (this.#waiting.length > 0 && this.#run.ended === 'complete') {
      const before = this.#waiting.length;
      this.#opening = 0;
      await this.#leaveAll([await this.#work(this.#lead())]);
      if (this.#waiting.length === before) return;
    }
  }

  #result(): Schedule {
    const primary = this.#sessions[0];
    if (primary !== undefined) this.#errands.record(primary);
    const wanted = this.#wanted;
    return {
      sessions: this.#sessions.map(session => session.toEvidence()),
      trials: this.#trials,
      parallel:
        this.#usable === 0
          ? skipped('earlier-step', 'control.login')
          : {
              status: 'ok',
              value: { wanted, usable: Math.min(this.#besides, wanted), refusals: this.#refusals },
              startedMs: 0,
              tookMs: this.#run.elapsed(),
            },
    };
  }
}

/** PORT and PASV carry IPv4 addresses only (RFC 2428 §1): on IPv6 there are EPRT and EPSV. */
export function applicableModes(requested: readonly ModeCommand[], address: string): ModeCommand[] {
  return requested.filter(command => !address.includes(':') || command === 'EPSV' || command === 'EPRT');
}

/** Why a session could not be used, in the server's words where it had any. */
function refusalOf(session: ControlSession): string {
  for (const step of ['connect', 'greeting', 'auth', 'tls', 'login'] as const) {
    const outcome = session.log.get(step);
    if (outcome?.status === 'failed') {
      const { failure } = outcome;
      return failure.kind === 'rejected' ? `${failure.code} ${failure.text.split('\n')[0]}` : failure.kind;
    }
  }
  return 'no answer in time';
}
