import { type Evidence, type ModeCommand, modeCommands, type Session, type Trial } from '../core/evidence.ts';
import { type Outcome, type Skipped, skipped } from '../core/outcome.ts';
import type { ResolveValue } from '../core/step-values.ts';
import { identifyServer } from '../ftp/server-identity.ts';
import type { Net } from '../net/net.ts';
import { runFollowUps } from './follow-ups/follow-ups.ts';
import type { Workbench } from './follow-ups/workbench.ts';
import type { ProbeObserver, ProbeOptions } from './options.ts';
import { RunContext } from './run-context.ts';
import { applicableModes, type Schedule, Scheduler } from './schedule.ts';
import { scrubEvidence } from './scrub-evidence.ts';
import { controlStepOrder } from './session.ts';
import { skippedTrial } from './skipped-trial.ts';
import { StepLog } from './step-log.ts';

/** PASV first: the leading session runs the mode that most clients use. */
const trialOrder: readonly ModeCommand[] = ['PASV', 'PORT', 'EPRT', 'EPSV'];

/**
 * Measures one server: resolves the name, logs in, tries the modes, and writes down what it saw. It never throws for
 * anything that the network or the peer does. Aborting `signal` ends the run with what is known so far.
 */
export async function runProbe(
  net: Net,
  options: ProbeOptions,
  observer: ProbeObserver,
  signal: AbortSignal,
): Promise<Evidence> {
  const run = new RunContext(net, options, observer, signal);
  const resolve = await resolveTarget(run);
  if (resolve.status !== 'ok') {
    const nothing = skipped('earlier-step', 'resolve');
    return evidenceOf(run, resolve, { sessions: [skippedSession(run, nothing)], trials: [], parallel: nothing });
  }
  const schedule = await runSchedules(run, resolve.value);
  const followUps = await runFollowUps(run, evidenceOf(run, resolve, schedule));
  return evidenceOf(run, resolve, schedule, followUps);
}

async function resolveTarget(run: RunContext): Promise<Outcome<ResolveValue>> {
  const { host, family } = run.options;
  run.observer.progress(`Resolving ${host}`);
  const log = new StepLog<{ resolve: ResolveValue }>(run, 'run', ['resolve']);
  return log.attempt('resolve', async () => {
    const lookup = run.net.resolve(host, family);
    return { addresses: await run.limit(lookup, run.options.connectTimeoutMs, 'resolve') };
  });
}

async function runSchedules(run: RunContext, { addresses }: ResolveValue): Promise<Schedule> {
  const { address: only, modes, tls } = run.options;
  const candidates = addresses.filter(({ address }) => only === null || address === only);
  const requested = trialOrder.filter(command => modes.includes(command));
  const first = await new Scheduler(run, { addresses: candidates, tls, requested, firstSession: 1 }).run();
  if (!mayGoOnInClear(run, first)) return first;
  const { length } = first.sessions;
  const second = await new Scheduler(run, {
    addresses: candidates,
    tls: 'off',
    requested,
    firstSession: length + 1,
  }).run();
  return { ...second, sessions: [...first.sessions, ...second.sessions] };
}

/**
 * With `--tls auto` and nothing to keep secret, TLS that is offered and does not work is a finding, and the modes are
 * tried in clear. A password is never sent in clear because TLS broke.
 */
function mayGoOnInClear(run: RunContext, { sessions }: Schedule): boolean {
  const steps = sessions[0]?.steps;
  const { tls, user } = run.options;
  if (tls !== 'auto' || user !== 'anonymous' || steps === undefined || run.ended !== 'complete') return false;
  const { auth, login } = steps;
  const isCutAtAuth = auth.status === 'failed' && auth.failure.kind !== 'rejected';
  const isAgainstTls =
    login.status === 'failed' &&
    login.failure.kind === 'rejected' &&
    /may not use encryption/i.test(login.failure.text);
  return steps.tls.status === 'failed' || isCutAtAuth || isAgainstTls;
}

function skippedSession(run: RunContext, { reason, detail }: Skipped): Session {
  const log = new StepLog(run, 'control', controlStepOrder);
  log.breakBecause(reason, detail);
  return { id: 1, steps: log.toEvidence() };
}

/** Why a mode was not tried. */
function whyNotTried(command: ModeCommand, run: RunContext, { sessions, parallel }: Schedule): Skipped {
  if (!run.options.modes.includes(command)) return skipped('not-requested', '--modes leaves it out');
  const steps = sessions.at(-1)?.steps;
  if (steps?.connect.status === 'ok' && applicableModes([command], steps.connect.value.remote.host).length === 0) {
    return skipped('not-applicable', `${command} carries IPv4 addresses only, and this connection is IPv6`);
  }
  if (run.ended === 'interrupted') return skipped('interrupted', 'interrupted');
  if (run.ended === 'out-of-time') return skipped('out-of-time', 'the time for the whole run was used up');
  if (parallel.status === 'skipped' && steps !== undefined) {
    const broken = (['connect', 'greeting', 'auth', 'tls', 'login'] as const).find(
      step => steps[step].status === 'failed' && !(step === 'auth' && steps.login.status !== 'skipped'),
    );
    if (broken !== undefined) return skipped('earlier-step', `control.${broken}`);
  }
  return parallel.status === 'skipped' ? parallel : skipped('earlier-step', 'sessions');
}

function evidenceOf(
  run: RunContext,
  resolve: Outcome<ResolveValue>,
  schedule: Schedule,
  followUps: Workbench | null = null,
): Evidence {
  const { host, port, tls, user, path, insecure, connectTimeoutMs, totalTimeoutMs, idleMs } = run.options;
  const { sessions, parallel } = schedule;
  const modes = modeCommands.map(
    (command): Trial =>
      schedule.trials.find(trial => trial.command === command) ??
      skippedTrial(command, whyNotTried(command, run, schedule)),
  );
  const evidence: Evidence = {
    schema: 'ftpdiag.evidence/1',
    source: { kind: 'live' },
    startedAt: run.startedAt,
    durationMs: run.elapsed(),
    ended: run.ended,
    target: { host, port, tls, user, path, insecure },
    limits: { connectTimeoutMs, totalTimeoutMs, idleMs },
    resolve,
    sessions: [...sessions, ...(followUps?.sessions() ?? [])],
    parallel,
    trials: [...modes, ...(followUps?.trials ?? [])],
    observations: followUps?.observations ?? [],
    connections: run.connections.toEvidence(),
    rttMs: run.rttMs === null ? null : Math.round(run.rttMs * 100) / 100,
    server: identifyServer(identifyingTexts(sessions)),
    transcript: run.transcript.toEvidence(),
  };
  // The anonymous password is an address that everybody may see (RFC 1635), and often a part of the greeting.
  return user === 'anonymous' ? evidence : scrubEvidence(evidence, run.options.password);
}

/** What the server said of itself, as far as it got. */
function identifyingTexts(sessions: readonly Session[]): Parameters<typeof identifyServer>[0] {
  const text = (step: 'greeting' | 'syst' | 'feat' | 'stat'): string => {
    for (const { steps } of sessions) {
      const outcome = steps[step];
      if (outcome.status === 'ok') return outcome.value.text;
      if (outcome.status === 'failed' && outcome.failure.kind === 'rejected') return outcome.failure.text;
    }
    return '';
  };
  return { greeting: text('greeting'), syst: text('syst'), feat: text('feat'), stat: text('stat') };
}
