import type { Connection } from '../core/connection.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue } from '../core/step-values.ts';

/** The steps that tell whether the data connection of each mode stood; for the `needs` of a rule. */
export const openings = {
  'pasv.connect': 'any',
  'epsv.connect': 'any',
  'port.accept': 'any',
  'eprt.accept': 'any',
} as const;

type Openings = { readonly [Step in keyof typeof openings]: Outcome<ConnectValue> };

/** The data connection of a mode's trial where it stood, otherwise undefined; follow-up trials are not known here. */
export function openedConnection(trial: string, facts: Openings): ConnectValue | undefined {
  const byTrial: Readonly<Record<string, Outcome<ConnectValue>>> = {
    pasv: facts['pasv.connect'],
    epsv: facts['epsv.connect'],
    port: facts['port.accept'],
    eprt: facts['eprt.accept'],
  };
  const outcome = byTrial[trial];
  return outcome?.status === 'ok' ? outcome.value : undefined;
}

/** Whether at least one byte came over the data connection of a mode's trial. */
export function hasCarriedBytes(trial: string, facts: Openings, connections: readonly Connection[]): boolean {
  const opened = openedConnection(trial, facts);
  const connection = connections.find(({ id }) => id === opened?.connection);
  return connection?.handshake.firstByte.state === 'seen';
}
