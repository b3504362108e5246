import type { Connection } from '../core/connection.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Evidence, Trial } from '../core/evidence.ts';
import { toMicrosecond } from '../core/to-microsecond.ts';
import { describeFailure, firstLine } from './describe-failure.ts';
import {
  type Act,
  asKnown,
  byReply,
  bySocket,
  controlEnds,
  passed,
  skippedAct,
  unknownAct,
  type WalkLine,
  walkLine,
} from './walk.ts';

/** The two ends of the data connection, where they are known. */
export interface DataEnds {
  readonly client: Endpoint | null;
  readonly server: Endpoint | null;
}

/** The last three steps, the same in both families: data, the end of the data connection, and the control connection after it. */
export function transferLines(
  trial: Trial,
  evidence: Evidence,
  connection: Connection | undefined,
  ends: DataEnds,
): readonly WalkLine[] {
  const { data } = trial.steps;
  const what =
    data.status === 'ok' && data.value.isCounted !== false ? `data: ${data.value.bytes} bytes of LIST` : 'data of LIST';
  const fromServer = { from: 'server', to: 'client', fromEndpoint: ends.server, toEndpoint: ends.client } as const;
  return [
    walkLine(fromServer, what, dataAct(trial, connection)),
    walkLine({ ...fromServer, from: 'both', to: 'both' }, 'FIN and ACK both ways', endAct(trial, connection)),
    { ...controlEnds(trial, evidence).reply, ...controlLine(trial) },
  ];
}

/** The transfer breaks at the data step also when LIST was refused or TLS on the data connection failed. */
function dataAct({ steps: { preliminary, tls, data } }: Trial, connection: Connection | undefined): Act {
  const hasData = data.status === 'ok' && data.value.bytes > 0;
  if (preliminary.status === 'failed' && (preliminary.failure.kind === 'rejected' || !hasData)) {
    const { failure, startedMs, tookMs } = preliminary;
    return asKnown(preliminary, byReply('failed', startedMs, tookMs, `LIST: ${describeFailure(failure)}`));
  }
  if (tls.status === 'failed') {
    const note = tls.failure.kind === 'tls' ? describeFailure(tls.failure) : `TLS: ${describeFailure(tls.failure)}`;
    return bySocket('failed', tls.startedMs, tls.tookMs, note);
  }
  if (data.status === 'failed') return bySocket('failed', data.startedMs, data.tookMs, describeFailure(data.failure));
  if (data.status === 'skipped') return data.reason === 'not-in-source' ? unknownAct : skippedAct;
  const firstByte = connection?.handshake.firstByte;
  if (firstByte?.state === 'seen') return passed(firstByte, connection?.handshake.fin);
  const startedMs = data.value.firstByteMs ?? data.startedMs;
  return bySocket('ok', startedMs, data.startedMs + data.tookMs - startedMs);
}

function endAct({ steps: { data } }: Trial, connection: Connection | undefined): Act {
  const { fin, lastAck } = connection?.handshake ?? {};
  if (fin?.state === 'seen') return passed(fin, lastAck);
  if (data.status === 'ok') return bySocket('ok', data.startedMs + data.tookMs, null);
  return data.status === 'skipped' && data.reason === 'not-in-source' ? unknownAct : skippedAct;
}

/** What the control connection did after the transfer: `226`, and it goes on; or it failed or closed. */
function controlLine({ steps: { preliminary, completion } }: Trial): Act & Pick<WalkLine, 'what'> {
  const due = '226, and the control connection goes on';
  if (completion.status === 'ok') {
    const { code, text } = completion.value;
    const what = `${code} ${firstLine(text)}`;
    const endedMs = toMicrosecond(completion.startedMs + completion.tookMs);
    return { what, ...asKnown(completion, byReply('ok', endedMs, null, 'the control connection goes on')) };
  }
  const broken = completion.status === 'failed' ? completion : preliminary;
  if (broken.status === 'failed') {
    const act = byReply('failed', broken.startedMs, broken.tookMs, describeFailure(broken.failure));
    return { what: due, ...asKnown(broken, act) };
  }
  const isUnknown = completion.status === 'skipped' && completion.reason === 'not-in-source';
  return { what: due, ...(isUnknown ? unknownAct : skippedAct) };
}
