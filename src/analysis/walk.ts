import type { Connection, Moment } from '../core/connection.ts';
import type { WalkStep } from '../core/diagnosis.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Evidence, Session, Trial } from '../core/evidence.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue } from '../core/step-values.ts';
import { toMicrosecond } from '../core/to-microsecond.ts';
import { describeFailure } from './describe-failure.ts';

/** What became of one step of a walk; `tookMs` runs until the step was answered or given up. */
export type Act = Pick<WalkStep, 'status' | 'atMs' | 'tookMs' | 'known' | 'note'>;
/** A step of a walk before it has its number. */
export type WalkLine = Omit<WalkStep, 'n'>;

/** A step that was not taken. */
export const skippedAct: Act = { status: 'skipped', atMs: null, tookMs: null, known: 'not-known', note: '' };
/** A step of which nothing tells whether it was taken. */
export const unknownAct: Act = { ...skippedAct, status: 'unknown' };

/** Numbers the lines from 1. The walk ends at the first step that failed: what follows was not walked. */
export function numbered(lines: readonly WalkLine[]): readonly WalkStep[] {
  const end = lines.findIndex(line => line.status === 'failed');
  return lines.map((line, index) => {
    const n = index + 1;
    return end !== -1 && index > end ? { n, ...walkLine(line, line.what, skippedAct) } : { n, ...line };
  });
}

/** Who speaks to whom in a step. */
type Way = Pick<WalkStep, 'from' | 'to' | 'fromEndpoint' | 'toEndpoint'>;

/** One line; field by field, for a capture of thousands of sessions has hundreds of thousands of them. */
export function walkLine(
  { from, to, fromEndpoint, toEndpoint }: Way,
  what: string,
  { status, atMs, tookMs, known, note }: Act,
): WalkLine {
  return { from, to, fromEndpoint, toEndpoint, what, status, atMs, tookMs, known, note };
}

/** A step that a reply of the server tells. */
export function byReply(status: Act['status'], atMs: number, tookMs: number | null, note = ''): Act {
  return { status, atMs, tookMs, known: 'reply', note };
}

/** A step that our own socket tells. */
export function bySocket(status: Act['status'], atMs: number, tookMs: number | null, note = ''): Act {
  return { status, atMs, tookMs, known: 'socket', note };
}

/** An act that is told by packets where those of its step were found. */
export function asKnown(outcome: Outcome<unknown>, act: Act): Act {
  return outcome.status !== 'skipped' && outcome.known === 'packet' ? { ...act, known: 'packet' } : act;
}

/** A moment that lies behind us, for something later was seen: where it was not itself observed, only its time is unknown. */
export function passed(moment: Moment | undefined, next?: Moment | undefined): Act {
  if (moment?.state !== 'seen') return { ...unknownAct, status: 'ok' };
  const tookMs = next?.state === 'seen' ? toMicrosecond(next.atMs - moment.atMs) : null;
  return { status: 'ok', atMs: moment.atMs, tookMs, known: moment.known, note: '' };
}

/** ` after 12 ms`; nothing for a time of 0, which is one that a log does not tell. */
export function inMs(word: 'after' | 'in', tookMs: number): string {
  if (tookMs === 0) return '';
  return ` ${word} ${tookMs < 1 ? 'less than 1' : Math.round(tookMs)} ms`;
}

/** SYN, SYN-ACK and ACK of a connection that the client opens. */
export type Opening = readonly [syn: Act, synAck: Act, ack: Act];

/** The opening as the outcome and the connection tell it. A RST answers the SYN: the SYN went well, the SYN-ACK failed. */
export function openingByClient(outcome: Outcome<ConnectValue>, connection: Connection | undefined): Opening {
  if (outcome.status === 'skipped') {
    const act = outcome.reason === 'not-in-source' ? unknownAct : skippedAct;
    return [act, act, act];
  }
  if (outcome.status === 'ok') {
    const { syn, synAck, ack } = connection?.handshake ?? {};
    const first = syn?.state === 'seen' ? passed(syn, synAck) : bySocket('ok', outcome.startedMs, outcome.tookMs);
    return [first, passed(synAck, ack), passed(ack)];
  }
  const { failure, startedMs, tookMs } = outcome;
  const note = `${describeFailure(failure)}${inMs('after', tookMs)}`;
  if (failure.kind === 'refused') {
    const { syn } = connection?.handshake ?? {};
    const reset = connection?.packets?.server.reset ?? null;
    if (reset !== null && syn?.state === 'seen' && syn.known === 'packet') {
      const refused: Act = { status: 'failed', atMs: reset.atMs, tookMs: null, known: 'packet', note };
      return [{ ...passed(syn), tookMs: toMicrosecond(reset.atMs - syn.atMs) }, refused, skippedAct];
    }
    return [bySocket('ok', startedMs, tookMs), bySocket('failed', startedMs + tookMs, null, note), skippedAct];
  }
  if (failure.kind === 'reset') {
    // A RST to a SYN is "refused": here the connection had come about before it was cut.
    const cut = bySocket('failed', startedMs + tookMs, null, note);
    return [bySocket('ok', startedMs, tookMs), passed(undefined), cut];
  }
  const sent = connection?.synRetransmits ?? null;
  if (failure.kind === 'timeout') {
    const waited = `no answer${inMs('in', tookMs)}`;
    const times = sent === null ? '' : `SYN sent ${sent + 1} ${sent === 0 ? 'time' : 'times'}, `;
    const isCaptured = connection?.handshake.syn.state === 'seen' && connection.handshake.syn.known === 'packet';
    const known = isCaptured ? 'packet' : sent === null ? 'socket' : 'kernel';
    const syn: Act = { status: 'failed', atMs: startedMs, tookMs, known, note: `${times}${waited}` };
    return [syn, skippedAct, skippedAct];
  }
  return [bySocket('failed', startedMs, tookMs, note), skippedAct, skippedAct];
}

/** The session that a trial ran on; the primary one for a trial that never got a session. */
function sessionOf(trial: Trial, evidence: Evidence): Session | undefined {
  return evidence.sessions.find(session => session.id === trial.session) ?? evidence.sessions[0];
}

/** Steps 1 to 3: SYN, SYN-ACK and ACK of the control connection. */
export function controlLines(trial: Trial, evidence: Evidence): readonly WalkLine[] {
  const session = sessionOf(trial, evidence);
  if (!session) return openingLines('client', null, null, [unknownAct, unknownAct, unknownAct]);
  const { connect } = session.steps;
  const connection =
    connect.status === 'ok'
      ? evidence.connections.find(({ id }) => id === connect.value.connection)
      : evidence.connections.find(({ role, handshake }) => role === 'control' && handshake.synAck.state !== 'seen');
  const ends = connect.status === 'ok' ? connect.value : connection;
  const opening = openingByClient(connect, connection);
  return openingLines('client', ends?.local ?? null, ends?.remote ?? null, opening);
}

/** The three lines of an opening by the given side, whose own end is `near`. */
export function openingLines(
  opener: 'client' | 'server',
  near: Endpoint | null,
  far: Endpoint | null,
  [syn, synAck, ack]: Opening,
): readonly WalkLine[] {
  const peer = opener === 'client' ? 'server' : 'client';
  const there = { from: opener, to: peer, fromEndpoint: near, toEndpoint: far } as const;
  const back = { from: peer, to: opener, fromEndpoint: far, toEndpoint: near } as const;
  return [walkLine(there, 'SYN', syn), walkLine(back, 'SYN-ACK', synAck), walkLine(there, 'ACK', ack)];
}

/** The control connection's two ends, for the lines of commands and replies. */
export function controlEnds(trial: Trial, evidence: Evidence) {
  const connect = sessionOf(trial, evidence)?.steps.connect;
  const ends = connect?.status === 'ok' ? connect.value : null;
  const client = ends?.local ?? null;
  const server = ends?.remote ?? null;
  return {
    command: { from: 'client', to: 'server', fromEndpoint: client, toEndpoint: server },
    reply: { from: 'server', to: 'client', fromEndpoint: server, toEndpoint: client },
  } as const;
}
