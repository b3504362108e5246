import type { Connection } from '../../core/connection.ts';
import type { Evidence, Session, TranscriptLine, Trial } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import { toMicrosecond } from '../../core/to-microsecond.ts';
import type { Flow } from '../capture/flow.ts';
import { headLength, type LiveFlows, type SpokenLine } from './live-flows.ts';
import { isSame } from './match-flows.ts';
import type { RunClock } from './run-clock.ts';

/** Lines of the transcript whose packets were found, with the packets' times. */
export type Spoken = ReadonlyMap<TranscriptLine, number>;

/** Commands by the step that they open. */
const opening: Readonly<Record<string, string>> = {
  auth: 'AUTH',
  login: 'USER',
  protect: 'PBSZ',
  feat: 'FEAT',
  syst: 'SYST',
  stat: 'STAT',
  quit: 'QUIT',
  preliminary: 'LIST',
};
/** The run's own times are rounded to a hundredth of a millisecond. */
const roundingMs = 0.02;

/** Finds the packet of each line of the transcript: both are in their order, up to the first that does not agree. */
export function spokenOn(
  { sessions, transcript }: Evidence,
  found: ReadonlyMap<number, Flow>,
  live: LiveFlows,
  clock: RunClock,
): Spoken {
  const spoken = new Map<TranscriptLine, number>();
  for (const { id, steps } of sessions) {
    if (steps.connect.status !== 'ok') continue;
    const { connection, local } = steps.connect.value;
    const flow = found.get(connection);
    if (flow === undefined) continue;
    const [ours, theirs] = isSame(flow.opener, local) ? (['opener', 'peer'] as const) : (['peer', 'opener'] as const);
    const lines = transcript.filter(({ session }) => session === id);
    for (const [direction, side] of [
      ['sent', ours],
      ['received', theirs],
    ] as const) {
      const said = live.lines(flow, side);
      lines
        .filter(line => line.direction === direction)
        .every((line, index) => {
          const packet = said[index];
          if (packet === undefined || headOf(line.text) !== packet.head) return false;
          spoken.set(line, clock.at(timeOf(packet, direction)));
          return true;
        });
    }
  }
  return spoken;
}

/** A line is sent when its first byte goes, and received when its last has come. */
function timeOf({ beganMs, endedMs }: SpokenLine, direction: TranscriptLine['direction']): number {
  return direction === 'sent' ? beganMs : endedMs;
}

function headOf(text: string): string {
  return Buffer.from(text).toString('latin1').slice(0, headLength);
}

/** The evidence with the packets' times in its transcript and in the steps of its dialogue. */
export function withSpoken(evidence: Evidence, spoken: Spoken): Evidence {
  const { sessions, trials, transcript, connections } = evidence;
  return {
    ...evidence,
    sessions: sessions.map(session => withSteps(session, new Dialogue(evidence, spoken, session.id), connections)),
    trials: trials.map(trial =>
      trial.session === null ? trial : withSteps(trial, new Dialogue(evidence, spoken, trial.session), connections),
    ),
    transcript: transcript.map(line => ({ ...line, atMs: spoken.get(line) ?? line.atMs })),
  };
}

/** What was said in one session, and when by its packets. */
class Dialogue {
  readonly #lines: readonly TranscriptLine[];
  readonly #spoken: Spoken;

  constructor({ transcript }: Evidence, spoken: Spoken, session: number) {
    this.#lines = transcript.filter(line => line.session === session);
    this.#spoken = spoken;
  }

  /** The last line of the kind that our program knew of by then, with its packet's time; null where its packet was not found. */
  last(direction: TranscriptLine['direction'], start: string, untilMs: number): number | null {
    const line = this.#lines.findLast(
      ({ direction: way, text, atMs }) => way === direction && text.startsWith(start) && atMs <= untilMs + roundingMs,
    );
    return (line && this.#spoken.get(line)) ?? null;
  }
}

type Steps = Readonly<Record<string, Outcome<unknown>>>;

function withSteps<Holder extends Session | Trial>(
  holder: Holder,
  dialogue: Dialogue,
  connections: readonly Connection[],
): Holder {
  const command = 'command' in holder ? holder.command : '';
  let lastReplyMs: number | null = null;
  const entries = Object.entries(holder.steps as Steps).map(([name, outcome]): [string, Outcome<unknown>] => {
    const timed =
      name === 'connect' ? connectStep(outcome, connections) : replyStep(name, command, outcome, dialogue, lastReplyMs);
    if (timed === null) return [name, outcome];
    lastReplyMs = timed.startedMs + timed.tookMs;
    return [name, timed];
  });
  return { ...holder, steps: Object.fromEntries(entries) };
}

type Timed = Exclude<Outcome<unknown>, { status: 'skipped' }>;

/** A connection that stood, from its SYN to the SYN-ACK. */
function connectStep(outcome: Outcome<unknown>, connections: readonly Connection[]): Timed | null {
  if (outcome.status !== 'ok') return null;
  const { connection: id } = outcome.value as { readonly connection: number };
  const { syn, synAck } = connections.find(connection => connection.id === id)?.handshake ?? {};
  if (syn?.state !== 'seen' || synAck?.state !== 'seen') return null;
  return syn.known === 'packet' && synAck.known === 'packet' ? between(outcome, syn.atMs, synAck.atMs) : null;
}

function replyStep(
  name: string,
  command: string,
  outcome: Outcome<unknown>,
  dialogue: Dialogue,
  lastReplyMs: number | null,
): Timed | null {
  const code = codeOf(outcome);
  if (code === null || outcome.status === 'skipped') return null;
  const endMs = outcome.startedMs + outcome.tookMs;
  const repliedMs = dialogue.last('received', `${code} `, endMs);
  const word = name === 'reply' ? command : opening[name];
  // The greeting is waited for once the connection stands, and the last reply once the first is there.
  const askedMs = word === undefined ? lastReplyMs : dialogue.last('sent', word, endMs);
  return repliedMs === null || askedMs === null ? null : between(outcome, askedMs, repliedMs);
}

/** The code of the reply that the step ended with; null where it ended without one. */
function codeOf(outcome: Outcome<unknown>): number | null {
  if (outcome.status === 'failed') return outcome.failure.kind === 'rejected' ? outcome.failure.code : null;
  if (outcome.status !== 'ok') return null;
  const { code } = outcome.value as { readonly code?: unknown };
  return typeof code === 'number' ? code : null;
}

function between(outcome: Timed, startedMs: number, endedMs: number): Timed {
  return {
    ...outcome,
    startedMs: toMicrosecond(startedMs),
    tookMs: toMicrosecond(Math.max(endedMs - startedMs, 0)),
    known: 'packet',
  };
}
