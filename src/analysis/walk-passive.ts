import type { WalkStep } from '../core/diagnosis.ts';
import { type Endpoint, formatEndpoint } from '../core/endpoint.ts';
import type { Evidence, PassiveTrial } from '../core/evidence.ts';
import { toMicrosecond } from '../core/to-microsecond.ts';
import { describeFailure } from './describe-failure.ts';
import {
  type Act,
  asKnown,
  byReply,
  bySocket,
  controlEnds,
  controlLines,
  numbered,
  openingByClient,
  openingLines,
  skippedAct,
  unknownAct,
  type WalkLine,
  walkLine,
} from './walk.ts';
import { transferLines } from './walk-transfer.ts';

/**
 * The eleven steps of passive mode: 1–3 SYN, SYN-ACK and ACK of the control connection; 4 PASV or EPSV; 5 the 227 or
 * 229; 6–8 SYN, SYN-ACK and ACK of the data connection, which the client opens; 9 data; 10 FIN and ACK both ways;
 * 11 the control connection goes on.
 *
 * Where it ends: 5 when the command was refused or its reply is unusable; 6 when the SYN was not answered or an ICMP
 * message came; 7 when a RST came instead of the SYN-ACK; 8 when a RST came as soon as it stood; 9 for TLS, a refused LIST or a stalled transfer; 11 when
 * the data came and the 226 did not.
 */
export function walkPassive(trial: PassiveTrial, evidence: Evidence): readonly WalkStep[] {
  const { reply, connect } = trial.steps;
  const advertised = reply.status === 'ok' ? reply.value.advertised : null;
  const connection =
    connect.status === 'ok'
      ? evidence.connections.find(({ id }) => id === connect.value.connection)
      : evidence.connections.find(({ role, remote }) => role === 'data' && isSameEndpoint(remote, advertised));
  const client = connect.status === 'ok' ? connect.value.local : (connection?.local ?? null);
  const opening = openingByClient(connect, connection);
  return numbered([
    ...controlLines(trial, evidence),
    ...commandLines(trial, evidence),
    ...openingLines('client', client, advertised, opening),
    ...transferLines(trial, evidence, connection, { client, server: advertised }),
  ]);
}

function commandLines(trial: PassiveTrial, evidence: Evidence): readonly WalkLine[] {
  const { command, reply } = controlEnds(trial, evidence);
  const [sent, answered] = commandActs(trial);
  return [walkLine(command, trial.command, sent), walkLine(reply, replyText(trial), answered)];
}

function commandActs({ steps: { reply } }: PassiveTrial): readonly [sent: Act, answered: Act] {
  if (reply.status === 'skipped') {
    const act = reply.reason === 'not-in-source' ? unknownAct : skippedAct;
    return [act, act];
  }
  const { status, startedMs, tookMs } = reply;
  const note = status === 'failed' ? describeFailure(reply.failure) : '';
  const answeredMs = toMicrosecond(startedMs + tookMs);
  return [asKnown(reply, bySocket('ok', startedMs, tookMs)), asKnown(reply, byReply(status, answeredMs, null, note))];
}

/** `227 → 203.0.113.2 port 40012`; `229 → port 40012`, for EPSV names no address. */
function replyText({ command, steps: { reply } }: PassiveTrial): string {
  const code = command === 'PASV' ? 227 : 229;
  if (reply.status !== 'ok') return command === 'PASV' ? '227 with an address and a port' : '229 with a port';
  const { host, port } = reply.value.advertised;
  return command === 'PASV' ? `${code} → ${host} port ${port}` : `${code} → port ${port}`;
}

function isSameEndpoint(a: Endpoint | null, b: Endpoint | null): boolean {
  return a !== null && b !== null && formatEndpoint(a) === formatEndpoint(b);
}
