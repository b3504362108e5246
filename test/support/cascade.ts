import type { Evidence, Session, TlsMode, Trial } from '../../src/core/evidence.ts';
import { type Outcome, type Skipped, skipped } from '../../src/core/outcome.ts';

type Overrides = Readonly<Record<string, Outcome<unknown>>>;

/** Which later steps of the control connection cannot be without a step. */
const afterControl: Readonly<Record<string, readonly string[]>> = {
  connect: ['greeting', 'auth', 'tls', 'login', 'protect', 'feat', 'syst', 'stat', 'quit'],
  greeting: ['auth', 'tls', 'login', 'protect', 'feat', 'syst', 'stat', 'quit'],
  auth: ['tls', 'protect'],
  tls: ['login', 'protect', 'feat', 'syst', 'stat', 'quit'],
  login: ['protect', 'feat', 'syst', 'stat', 'quit'],
};

/** Which later steps of a trial cannot be without a step, as long as the scenario does not give them. */
const afterTrial: Readonly<Record<string, readonly string[]>> = {
  listen: ['reply', 'accept', 'preliminary', 'tls', 'data', 'completion'],
  reply: ['connect', 'accept', 'preliminary', 'tls', 'data', 'completion'],
  connect: ['preliminary', 'tls', 'data', 'completion'],
  preliminary: ['accept', 'tls', 'data', 'completion'],
  accept: ['tls', 'data', 'completion'],
  tls: ['data', 'completion'],
};

/** The steps whose failure may end a session before any trial. */
const needed = ['connect', 'greeting', 'auth', 'tls', 'login'] as const;

/** Implicit TLS comes before the greeting; without the TLS that was asked for, or without an answer to AUTH, nobody logs in. */
function orderFor(tls: TlsMode, overrides: Overrides): Readonly<Record<string, readonly string[]>> {
  const auth = overrides['control.auth'];
  const isFatal = tls === 'explicit' || (auth?.status === 'failed' && auth.failure.kind !== 'rejected');
  const rest = ['login', 'protect', 'feat', 'syst', 'stat', 'quit'];
  return {
    ...afterControl,
    ...(isFatal ? { auth: ['tls', ...rest] } : {}),
    ...(tls === 'implicit' ? { tls: ['greeting', 'auth', ...rest] } : {}),
  };
}

/** Puts the scenario's outcomes into the evidence, and skips what cannot be after a step that failed. */
export function cascade(evidence: Evidence, overrides: Overrides): Evidence {
  const resolve = (overrides.resolve as Evidence['resolve'] | undefined) ?? evidence.resolve;
  const parallel = (overrides.sessions as Evidence['parallel'] | undefined) ?? evidence.parallel;
  const wentOn = overrides.sessions?.status === 'ok';
  if (resolve.status === 'failed') {
    const skip = skipped('earlier-step', 'resolve');
    return {
      ...evidence,
      resolve,
      parallel: skip,
      sessions: evidence.sessions.slice(0, 1).map(session => ({ ...session, steps: allSkipped(session.steps, skip) })),
      trials: evidence.trials.map(trial => withoutSession(trial, skip)),
      connections: [],
      rttMs: null,
      server: { product: 'unknown', name: '' },
    };
  }
  const order = orderFor(evidence.target.tls, overrides);
  const sessions = evidence.sessions.map(session => controlOf(session, overrides, order));
  const steps = sessions[0]?.steps;
  const broken = needed.find(step => steps?.[step].status === 'failed' && endsSession(step, order));
  const trials = evidence.trials.map(trial => trialOf(trial, overrides));
  // Other sessions stood where this one broke: the run went on without TLS.
  if (!broken || wentOn) return { ...evidence, resolve, parallel, sessions, trials };
  const skip = skipped('earlier-step', `control.${broken}`);
  const hasGreeting = steps?.greeting.status === 'ok';
  return {
    ...evidence,
    resolve,
    parallel: overrides.sessions ? parallel : skip,
    sessions: sessions.slice(0, 1),
    trials: trials.map(trial => withoutSession(trial, skip)),
    rttMs: steps?.connect.status === 'ok' ? evidence.rttMs : null,
    server: hasGreeting ? evidence.server : { product: 'unknown', name: '' },
  };
}

function endsSession(step: string, order: Readonly<Record<string, readonly string[]>>): boolean {
  return step === 'login' || (order[step] ?? []).includes('login');
}

function controlOf(
  session: Session,
  overrides: Overrides,
  order: Readonly<Record<string, readonly string[]>>,
): Session {
  const steps = withOverrides(session.steps, 'control', overrides, order);
  if (session.id === 1 || steps.connect.status !== 'ok' || session.steps.connect.status !== 'ok') {
    return { ...session, steps };
  }
  const { value } = steps.connect;
  const local = { ...value.local, port: session.steps.connect.value.local.port };
  const connect = { ...steps.connect, value: { ...value, connection: session.id, local } };
  return { ...session, steps: { ...steps, connect } };
}

function trialOf(trial: Trial, overrides: Overrides): Trial {
  return { ...trial, steps: withOverrides<Trial['steps']>(trial.steps, trial.id, overrides, afterTrial) } as Trial;
}

function withoutSession(trial: Trial, skip: Skipped): Trial {
  return { ...trial, session: null, steps: allSkipped<Trial['steps']>(trial.steps, skip) } as Trial;
}

function allSkipped<Steps extends object>(steps: Steps, skip: Skipped): Steps {
  return Object.fromEntries(Object.keys(steps).map(step => [step, skip])) as Steps;
}

/** The steps with the scenario's outcomes in place, each of which decides about the later steps that the scenario does not give. */
function withOverrides<Steps extends object>(
  steps: Steps,
  prefix: string,
  overrides: Overrides,
  after: Readonly<Record<string, readonly string[]>>,
): Steps {
  const result = { ...steps } as Record<string, Outcome<unknown>>;
  for (const name of Object.keys(steps)) {
    const given = overrides[`${prefix}.${name}`];
    if (!given) continue;
    result[name] = given;
    const skip = skipAfter(given, `${prefix}.${name}`);
    for (const later of after[name] ?? []) {
      if (skip && later in result && !overrides[`${prefix}.${later}`]) result[later] = skip;
    }
  }
  return result as Steps;
}

/** A failed step skips the later ones; a step that was itself skipped hands its own reason on, except for TLS, which is optional. */
function skipAfter(outcome: Outcome<unknown>, id: string): Skipped | null {
  if (outcome.status === 'failed') return skipped('earlier-step', id);
  const isOptional = id.endsWith('.tls') || id.endsWith('.auth');
  return outcome.status === 'skipped' && !isOptional ? outcome : null;
}
