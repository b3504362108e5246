import { type Endpoint, formatEndpoint } from '../core/endpoint.ts';
import type { PassiveTrial } from '../core/evidence.ts';
import type { Failure, FailureKind } from '../core/failure.ts';
import type { Ok, Outcome } from '../core/outcome.ts';
import type { ConnectValue, PassiveReplyValue } from '../core/step-values.ts';
import { type AdvertisedAddress, judgeAdvertised } from './advertised-address.ts';
import { spanOfPorts } from './in-words.ts';

/** A passive trial that got an address, whatever became of the connection to it. */
export interface PassiveAttempt {
  readonly id: string;
  readonly command: PassiveTrial['command'];
  readonly steps: { readonly reply: Ok<PassiveReplyValue>; readonly connect: Outcome<ConnectValue> };
}

/** A connection to an advertised endpoint that was not made. */
export interface FailedConnect {
  readonly id: string;
  readonly command: PassiveTrial['command'];
  readonly to: Endpoint;
  readonly address: AdvertisedAddress;
  readonly failure: Failure;
  readonly tookMs: number;
}

/** The passive connections of a run, judged against the address at which the control connection reached the server. */
export interface PassiveConnects {
  readonly failed: readonly FailedConnect[];
  /** Where a connection was made at the address that was reached. */
  readonly made: readonly Endpoint[];
  /** The server's own address behind a NAT, when a reply gave it away. */
  readonly inside: string | undefined;
  /** Every passive port seen at whatever address. */
  readonly ports: string;
}

/** Judges the passive connections of these trials against the address that the control connection reached. */
export function readPassiveConnects(attempts: readonly PassiveAttempt[], reached: string): PassiveConnects {
  const judged = attempts.map(({ id, command, steps: { reply, connect } }) => {
    const to = reply.value.advertised;
    return { id, command, to, address: judgeAdvertised(to.host, reached), connect };
  });
  return {
    failed: judged.flatMap(({ connect, ...attempt }) =>
      connect.status === 'failed' ? [{ ...attempt, failure: connect.failure, tookMs: connect.tookMs }] : [],
    ),
    made: judged.flatMap(({ connect, to, address }) => (connect.status === 'ok' && address === 'reached' ? [to] : [])),
    inside: judged.find(({ address }) => address === 'private')?.to.host,
    ports: spanOfPorts(judged.map(({ to }) => to.port)),
  };
}

/** The rules that name what became of a connection to a passive port, by what was seen. */
const symptoms: Partial<Record<FailureKind, string>> = {
  timeout: 'passive-port-filtered',
  refused: 'passive-port-refused',
  unreachable: 'passive-port-rejected',
  local: 'passive-connect-impossible',
  'no-arrival': 'passive-connection-never-arrives',
};

/** All that a wrong address in the 227 may explain. */
export const passiveSymptoms: readonly string[] = Object.values(symptoms);

/**
 * The symptoms that a wrong address in the 227 explains: all, except those that were seen at the right address as well,
 * for these would stay when the address is put right.
 */
export function symptomsOfWrongAddress({ failed }: PassiveConnects): readonly string[] {
  const own = new Set(failed.filter(({ address }) => address === 'reached').map(({ failure }) => failure.kind));
  return Object.entries(symptoms).flatMap(([kind, id]) => (own.has(kind as FailureKind) ? [] : [id]));
}

/** `203.0.113.2:40012 (PASV)` */
export function nameConnect({ to, command }: Pick<FailedConnect, 'to' | 'command'>): string {
  return `${formatEndpoint(to)} (${command})`;
}
