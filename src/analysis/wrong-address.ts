import { isSameAddress } from '../core/address-class.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue } from '../core/step-values.ts';
import { type AdvertisedAddress, judgeAdvertised } from './advertised-address.ts';
import type { Match } from './define-rule.ts';
import { type PassiveAttempt, readPassiveConnects, symptomsOfWrongAddress } from './passive-connects.ts';

/** The 227 of the PASV trial whose address is wrong in one way. */
export interface WrongAddress {
  readonly advertised: Endpoint;
  /** What became of the connection to it. */
  readonly connect: Outcome<ConnectValue>;
  /** What all rules about wrong addresses answer alike. */
  readonly shared: Pick<Match, 'confidence' | 'because' | 'explains' | 'next'> & {
    readonly values: Record<string, string>;
  };
}

/** Where the client connected in place of the address in the 227, when it put another one in its place. */
export function replacementOf(attempts: readonly PassiveAttempt[]): string | undefined {
  const pasv = attempts.find(({ id }) => id === 'pasv')?.steps;
  if (pasv?.connect.status !== 'ok') return undefined;
  const { host } = pasv.connect.value.remote;
  return isSameAddress(host, pasv.reply.value.advertised.host) ? undefined : host;
}

/**
 * The wrong address in the 227, when it is wrong in this way; undefined otherwise.
 *
 * It is certain once another passive connection to the address that was reached was made, be it with EPSV or with the
 * port of a 227 (`control-address`): then nothing but the address stands in the way. Where that was tried in vain, the
 * ports are closed as well, and the symptoms remain findings of their own.
 */
export function wrongAddress(
  kind: AdvertisedAddress,
  attempts: readonly PassiveAttempt[],
  reached: string,
  controlAddress: Outcome<ConnectValue>,
): WrongAddress | undefined {
  const pasv = attempts.find(({ id }) => id === 'pasv');
  if (!pasv) return undefined;
  const { advertised } = pasv.steps.reply.value;
  if (judgeAdvertised(advertised.host, reached) !== kind || replacementOf(attempts) !== undefined) return undefined;
  const connects = readPassiveConnects(attempts, reached);
  const { connect } = pasv.steps;
  const proof = attempts.filter(
    ({ steps }) =>
      steps.connect.status === 'ok' && judgeAdvertised(steps.reply.value.advertised.host, reached) === 'reached',
  );
  const isAddressAlone = proof.length > 0 || controlAddress.status === 'ok';
  const isProven = isAddressAlone || connect.status === 'ok';
  return {
    advertised,
    connect,
    shared: {
      confidence: isProven ? 'certain' : 'likely',
      because: [
        'pasv.reply',
        'pasv.connect',
        ...proof.map(({ id }) => `${id}.connect`).filter(id => id !== 'pasv.connect'),
        ...(controlAddress.status === 'skipped' ? [] : ['control-address.connect']),
      ],
      explains: symptomsOfWrongAddress(connects),
      values: { address: reached, advertised: advertised.host, ports: connects.ports },
      next: isProven
        ? []
        : [`Connect to port ${advertised.port} at ${reached}: if that works, only the address is wrong.`],
    },
  };
}
