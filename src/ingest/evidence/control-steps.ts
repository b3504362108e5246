import type { Outcomes } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import { skipped } from '../../core/outcome.ts';
import type { ConnectValue, ControlSteps, LoginValue, ReplyValue, TlsValue } from '../../core/step-values.ts';
import { featuresOf } from '../../ftp/feat.ts';
import { clientAddressIn } from '../../ftp/stat.ts';
import type { Recording } from '../recording.ts';
import { type Dialogue, type Exchange, finalReply } from './dialogue.ts';
import { failed, notInSource, ok, outcomeOf, replyOutcome, spanOf, unanswered } from './outcomes.ts';

/** What is needed of the session besides its dialogue. */
export interface ControlFacts {
  readonly recording: Recording;
  readonly dialogue: Dialogue;
  readonly connect: Outcome<ConnectValue>;
  /** The client's address as the server sees it, where a server wrote the log; null otherwise. */
  readonly seenAs: string | null;
}

const noTls = skipped('not-applicable', 'the control connection is not encrypted');

/** The steps of the control connection, as far as the recording shows them. */
export function controlSteps(facts: ControlFacts): Outcomes<ControlSteps> {
  const { dialogue, recording, connect } = facts;
  const tls = tlsOf(dialogue);
  const last = (...verbs: readonly string[]): Exchange | undefined =>
    dialogue.exchanges.findLast(({ verb }) => verbs.includes(verb));
  const reply = (verb: string): Outcome<ReplyValue> => {
    const exchange = last(verb);
    return exchange === undefined ? notInSource : outcomeOf(exchange, dialogue, recording);
  };
  const prot = last('PROT');
  const auth = authOf(facts);
  const isEncrypted = tls.status === 'ok';
  return {
    connect,
    greeting: connect.status === 'ok' ? greetingOf(facts) : skipped('earlier-step', 'control.connect'),
    auth,
    tls: auth.status === 'failed' && tls.status === 'skipped' ? skipped('earlier-step', 'control.auth') : tls,
    login: loginOf(facts, isEncrypted),
    protect: prot === undefined ? (isEncrypted ? notInSource : noTls) : outcomeOf(prot, dialogue, recording),
    feat: withFeatures(reply('FEAT')),
    syst: reply('SYST'),
    stat: statOf(facts, last('STAT')),
    quit: reply('QUIT'),
  };
}

function greetingOf({ dialogue, recording }: ControlFacts): Outcome<ReplyValue> {
  const { greeting } = dialogue;
  const connectedMs = dialogue.before.at(-1)?.atMs ?? null;
  const first = finalReply(greeting);
  if (first !== undefined) return replyOutcome(first, '', connectedMs);
  const noise = greeting.marks.find(mark => mark.kind === 'noise' && mark.from === 'server');
  if (noise?.kind === 'noise') {
    const { text, problem, atMs } = noise;
    return failed({ kind: 'malformed', operation: 'read', errno: null, text, problem }, spanOf(connectedMs, atMs));
  }
  if (dialogue.exchanges.length > 0 || recording.isCut.begin) return notInSource;
  return unanswered({ ...greeting, sentMs: connectedMs }, dialogue, recording);
}

/** AUTH TLS, or the AUTH SSL that some clients try when it is refused. */
function authOf({ dialogue, recording }: ControlFacts): Outcome<ReplyValue> {
  const tried = dialogue.exchanges.filter(({ verb }) => verb === 'AUTH');
  const accepted = tried.find(exchange => (finalReply(exchange)?.code ?? 500) < 400);
  const exchange = accepted ?? tried[0];
  return exchange === undefined ? notInSource : outcomeOf(exchange, dialogue, recording);
}

function tlsOf({ greeting, exchanges }: Dialogue): Outcome<TlsValue> {
  const places = [greeting, ...exchanges];
  for (const { marks, sentMs } of places) {
    for (const mark of marks) {
      if (mark.kind === 'tls-started' && mark.on === 'control')
        return ok(tlsValue(mark.tls), spanOf(sentMs, mark.atMs));
      if (mark.kind === 'tls-failed' && mark.on === 'control') return failed(mark.failure, spanOf(sentMs, mark.atMs));
    }
  }
  return noTls;
}

/** What a source does not tell of a handshake is said to be unknown; its certificate was not judged by us. */
export function tlsValue(told: Partial<TlsValue>): TlsValue {
  return {
    protocol: 'unknown',
    cipher: 'unknown',
    session: 'not-offered',
    chain: [],
    trust: 'not-checked',
    nameMatches: true,
    serverName: '',
    ...told,
  };
}

function loginOf({ dialogue, recording }: ControlFacts, isEncrypted: boolean): Outcome<LoginValue> {
  const attempt = dialogue.exchanges.findLast(({ verb }) => verb === 'PASS' || verb === 'ACCT');
  const user = dialogue.exchanges.findLast(({ verb }) => verb === 'USER');
  const deciding = attempt ?? user;
  const outcome = deciding === undefined ? notInSource : outcomeOf(deciding, dialogue, recording);
  if (outcome.status === 'skipped') return toldLogin(dialogue);
  if (outcome.status === 'failed') return outcome;
  // 331 to USER alone: what became of the password is not shown.
  if (deciding === user && outcome.value.code >= 300) return toldLogin(dialogue);
  const password = deciding === user ? 'none' : isEncrypted ? 'encrypted' : 'clear';
  return { ...outcome, value: { ...outcome.value, user: user?.argument ?? '', password } };
}

/** What a server's log says of a login whose replies it leaves out. */
function toldLogin({ greeting, exchanges }: Dialogue): Outcome<LoginValue> {
  const told = [greeting, ...exchanges].flatMap(({ marks }) => marks).findLast(({ kind }) => kind === 'login');
  if (told?.kind !== 'login') return notInSource;
  const { user, failure, atMs } = told;
  if (failure !== null) return failed(failure, spanOf(null, atMs));
  return ok({ code: 230, text: '', user, password: 'none' }, spanOf(null, atMs));
}

function withFeatures(reply: Outcome<ReplyValue>): Outcomes<ControlSteps>['feat'] {
  if (reply.status !== 'ok') return reply;
  return { ...reply, value: { ...reply.value, features: featuresOf(reply.value.text.split('\n')) } };
}

function statOf(
  { dialogue, recording, seenAs }: ControlFacts,
  stat: Exchange | undefined,
): Outcomes<ControlSteps>['stat'] {
  const isOfServer = stat !== undefined && stat.argument === '';
  const reply = isOfServer ? outcomeOf(stat, dialogue, recording) : notInSource;
  if (reply.status === 'ok') {
    return { ...reply, value: { ...reply.value, clientSeenAs: clientAddressIn(reply.value.text) ?? seenAs } };
  }
  // A server's log tells what STAT would have told.
  return seenAs === null ? reply : ok({ code: 0, text: '', clientSeenAs: seenAs }, spanOf(null, null));
}
