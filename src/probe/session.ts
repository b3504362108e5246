import type { Outcomes, Session, TlsMode } from '../core/evidence.ts';
import type { ControlSteps, LoginValue, ReplyValue, ResolvedAddress } from '../core/step-values.ts';
import { NetError, type TlsOptions } from '../net/net.ts';
import { type Connected, connectToAny, connectValue } from './connect.ts';
import { ControlConnection } from './control-connection.ts';
import type { RunContext } from './run-context.ts';
import { ChainBroken, StepLog } from './step-log.ts';

/** The steps of a control connection, in their order. */
export const controlStepOrder = [
  'connect',
  'greeting',
  'auth',
  'tls',
  'login',
  'protect',
  'feat',
  'syst',
  'stat',
  'quit',
] as const satisfies readonly (keyof ControlSteps)[];

/** From this round trip on, the wait for the greeting is long enough to do other work in. */
const idleMs = 20;

/** What the sessions of a run tell each other. The first one leads: it alone finds out about TLS and the password. */
export interface Lead {
  /** Resolves with the leader's reply to AUTH TLS: whether the server offers TLS. */
  readonly offersTls: Promise<boolean>;
  /** Resolves when the leader's login is decided: no other session sends a password that was refused. */
  readonly isLoggedIn: Promise<boolean>;
  /** Settles when a session that is still not logged in has fallen behind for good. */
  readonly lastCall: Promise<void>;
}

/** What the leader calls when it knows. */
export interface LeadNews {
  connected(address: string): void;
  /** Nothing more will come: whoever still waits for news need not. */
  failed(): void;
  offersTls(yes: boolean): void;
  isLoggedIn(yes: boolean): void;
}

interface SessionPlan {
  readonly id: number;
  readonly addresses: readonly ResolvedAddress[];
  readonly tls: TlsMode;
  /** Null for the leader itself. */
  readonly lead: Lead | null;
  readonly news: LeadNews;
}

/** One control connection, from its SYN to QUIT. */
export class ControlSession {
  readonly id: number;
  readonly log: StepLog<ControlSteps>;
  /** Whether data connections are to be protected (PROT P was accepted). */
  isProtected = false;
  readonly #run: RunContext;
  readonly #plan: SessionPlan;
  #control: ControlConnection | null = null;

  constructor(run: RunContext, plan: SessionPlan) {
    this.id = plan.id;
    this.#run = run;
    this.#plan = plan;
    this.log = new StepLog(run, 'control', controlStepOrder);
  }

  /** Goes as far as a login, and tells whether it got there. */
  async open(): Promise<boolean> {
    const { news } = this.#plan;
    try {
      await this.#connect();
      news.connected(this.control.remote.host);
      if (this.#plan.tls === 'implicit') await this.#startTls();
      await this.#greeting();
      await this.#negotiateTls();
      await this.#login();
      news.isLoggedIn(true);
      await this.#protect();
      return true;
    } catch (error) {
      if (error instanceof ChainBroken) return false;
      throw error;
    } finally {
      news.offersTls(false);
      news.isLoggedIn(false);
      news.failed();
    }
  }

  /** The control connection; only to be asked for after {@link open} succeeded. */
  get control(): ControlConnection {
    if (this.#control === null) throw new Error('the session has no control connection');
    return this.#control;
  }

  /** Whether it can still be talked to. */
  get isUsable(): boolean {
    return this.#control?.isInStep ?? false;
  }

  /** How TLS is to be started on the connections of this session. */
  async tlsOptions(isDataConnection: boolean): Promise<TlsOptions> {
    const { host, cacert } = this.#run.options;
    const isLiteral = /^[\d.]+$|:/.test(host);
    return {
      serverName: isLiteral ? '' : host,
      address: this.#control?.remote.host ?? host,
      cacert,
      session: isDataConnection ? await this.control.tlsSession() : null,
      isDataConnection,
    };
  }

  /** Says QUIT, waits for the answer unless that is no longer of use, and closes. */
  async leave(unless: Promise<unknown>): Promise<void> {
    const control = this.#control;
    if (control === null) return;
    if (control.isInStep) {
      const limitMs = this.#run.patience.dataConnectionMs;
      const quit = await this.log.attempt('quit', () => control.command('QUIT', limitMs, unless));
      if (quit.status === 'skipped')
        this.log.skip('not-requested', 'QUIT was said, its answer was not waited for', 'quit');
    } else if (this.log.get('connect')?.status === 'ok') {
      control.send('QUIT');
      this.log.skip('not-applicable', 'QUIT was said, but a reply to an earlier command is still due', 'quit');
    }
    control.leave();
  }

  toEvidence(): Session {
    const steps: Outcomes<ControlSteps> = this.log.toEvidence();
    return { id: this.id, steps };
  }

  async #connect(): Promise<void> {
    let connected: Connected | null = null;
    await this.log.run('connect', async () => {
      connected = await connectToAny(this.#run, this.#plan.addresses, this.#run.options.port);
      this.#control = new ControlConnection(this.#run, connected, this.id);
      return connectValue(connected);
    });
    const outcome = this.log.get('connect');
    if (outcome?.status !== 'ok') return;
    this.#run.noteRoundTrip(outcome.tookMs);
    if (this.#plan.lead !== null) return;
    // The greeting is on its way meanwhile.
    this.#run.net.prepareKernel();
    if (outcome.tookMs < idleMs) return;
    if (this.#plan.tls !== 'off') this.#run.net.prepareTls(this.#run.options.cacert);
    this.#run.observer.idle?.();
  }

  async #greeting(): Promise<void> {
    const wait = (): Promise<ReplyValue> => this.#reply('greeting', this.#run.patience.greetingMs);
    await this.log.run('greeting', async () => {
      const first = await wait();
      // 120: the service will be ready in some minutes (RFC 959 §5.4), and 220 follows.
      return first.code === 120 ? wait() : first;
    });
  }

  async #negotiateTls(): Promise<void> {
    const { tls, lead, news } = this.#plan;
    if (tls === 'off') this.log.skip('not-requested', 'TLS is off', 'auth', 'tls', 'protect');
    if (tls === 'implicit') this.log.skip('not-applicable', 'TLS is implicit on this port', 'auth');
    if (tls === 'off' || tls === 'implicit') return;
    if (tls === 'auto' && lead !== null && !(await lead.offersTls)) {
      this.log.skip('not-applicable', 'the server does not offer TLS', 'auth', 'tls', 'protect');
      return;
    }
    const auth = await this.log.attempt('auth', () => this.#command('AUTH TLS', this.#run.patience.commandMs));
    if (auth.status === 'ok') {
      news.offersTls(true);
      await this.#startTls();
      return;
    }
    this.log.breakAt('auth');
    const isRefused = auth.status === 'failed' && auth.failure.kind === 'rejected' && this.isUsable;
    if (tls === 'explicit' || !isRefused) throw new ChainBroken();
    this.log.skip('earlier-step', this.log.fullId('auth'), 'tls', 'protect');
  }

  async #startTls(): Promise<void> {
    const { control } = this;
    this.#run.net.prepareTls(this.#run.options.cacert);
    const options = await this.tlsOptions(false);
    await this.log.run('tls', () => control.startTls(options, this.#run.patience.commandMs));
  }

  async #login(): Promise<void> {
    this.#run.observer.progress(`Logging in as ${this.#run.options.user}`);
    await this.log.run('login', async () => {
      const { user, password } = this.#run.options;
      const limitMs = this.#run.patience.loginMs;
      const asked = await this.#command(`USER ${user}`, limitMs);
      if (asked.code < 300) return { ...asked, user, password: 'none' };
      await this.#mayLogIn();
      this.control.send(`PASS ${password}`, 'PASS ****');
      const reply = await this.#reply('PASS', limitMs);
      if (reply.code >= 300) throw needsAccount(reply);
      const isEncrypted = this.log.get('tls')?.status === 'ok';
      return { ...reply, user, password: isEncrypted ? 'encrypted' : 'clear' } satisfies LoginValue;
    });
  }

  /** Waits for the leader's login; a password that was refused there is not tried again here. */
  async #mayLogIn(): Promise<void> {
    const { lead } = this.#plan;
    if (lead === null || (await lead.isLoggedIn)) return;
    this.log.breakBecause('earlier-step', 'control.login');
    throw new ChainBroken();
  }

  async #protect(): Promise<void> {
    if (this.log.get('tls')?.status !== 'ok') return;
    const { commandMs } = this.#run.patience;
    const outcome = await this.log.attempt('protect', async () => {
      await this.#command('PBSZ 0', commandMs);
      return this.#command('PROT P', commandMs);
    });
    this.isProtected = outcome.status === 'ok';
  }

  #command(line: string, limitMs: number): Promise<ReplyValue> {
    return this.control.command(line, limitMs, this.#plan.lead?.lastCall);
  }

  #reply(command: string, limitMs: number): Promise<ReplyValue> {
    const unless = this.#plan.lead?.lastCall;
    return this.control.reply({ limitMs, command, ...(unless === undefined ? {} : { unless }) });
  }
}

/** 331 after PASS or 332: the server wants an ACCT, which nobody gave us (RFC 959 §5.4). */
function needsAccount({ code, text }: ReplyValue): NetError {
  return new NetError({ kind: 'rejected', operation: 'command', errno: null, command: 'PASS', code, text });
}
