import type { Failure, Operation } from '../../core/failure.ts';

type Scope = Extract<Failure, { kind: 'unreachable' }>['scope'];

const timeouts: ReadonlySet<number> = new Set([121, 1460, 10_060]);
const refusals: ReadonlySet<number> = new Set([1225, 10_061]);
/** ERROR_NETNAME_DELETED and ERROR_CONNECTION_ABORTED stand for a connection that was cut, by the peer or by the server itself. */
const cuts: ReadonlyMap<number, string> = new Map([
  [64, 'ECONNRESET'],
  [1236, 'ECONNABORTED'],
  [10_053, 'ECONNABORTED'],
  [10_054, 'ECONNRESET'],
]);
const unreachable: ReadonlyMap<number, readonly [Scope, string]> = new Map<number, readonly [Scope, string]>([
  [1231, ['network', 'ENETUNREACH']],
  [1232, ['host', 'EHOSTUNREACH']],
  [10_013, ['prohibited', 'EACCES']],
  [10_051, ['network', 'ENETUNREACH']],
  [10_065, ['host', 'EHOSTUNREACH']],
]);

/** What an error code of Windows (winerror.h, WinSock) says of a connection; one that is about something else is `local`. */
export function win32Failure(code: number, operation: Operation): Failure {
  if (timeouts.has(code)) return { kind: 'timeout', operation, errno: 'ETIMEDOUT', limitMs: 0 };
  if (refusals.has(code)) return { kind: 'refused', operation, errno: 'ECONNREFUSED' };
  const cut = cuts.get(code);
  if (cut !== undefined) return { kind: 'reset', operation, errno: cut };
  const [scope, errno] = unreachable.get(code) ?? [];
  if (scope !== undefined && errno !== undefined) return { kind: 'unreachable', operation, errno, scope };
  return { kind: 'local', operation, errno: null, text: `Windows error ${code}` };
}
