import type { Connection } from '../core/connection.ts';
import { formatEndpoint } from '../core/endpoint.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue } from '../core/step-values.ts';

/**
 * How the server's host answers at a port where nothing is expected (the `closed-port` experiment), which tells what an
 * answer, or none, at the ports in question is worth:
 *
 * - `answers` with RST, or takes the connection: packets to any port reach it;
 * - `silent` or `rejects` as firewalls do that let only named ports through, be it here or there;
 * - `unknown` it was not tried.
 */
export type OtherPorts = 'answers' | 'silent' | 'rejects' | 'unknown';

/** What the experiment at a port where nothing listens (`closed-port`) says of the same host. */
export function judgeOtherPorts(connect: Outcome<ConnectValue>): OtherPorts {
  if (connect.status === 'skipped') return 'unknown';
  if (connect.status === 'ok') return 'answers';
  switch (connect.failure.kind) {
    case 'refused':
      return 'answers';
    case 'timeout':
      return 'silent';
    case 'unreachable':
      return 'rejects';
    default:
      return 'unknown';
  }
}

/** `Port 61613 of the same host` or, where it is not in the evidence, `Another port of the same host`. */
export function nameOtherPort(connections: readonly Connection[]): string {
  const remote = connections.find(({ role }) => role === 'other')?.remote;
  return remote ? `${formatEndpoint(remote)}, where nothing was expected,` : 'Another port of the same host';
}
