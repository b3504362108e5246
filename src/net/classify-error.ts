import type { Failure, Operation } from '../core/failure.ts';
import { NetError } from './net.ts';

type Scope = Extract<Failure, { kind: 'unreachable' }>['scope'];

/** Which ICMP answer, or missing route, stands behind an errno; measured on Linux for every reject type of nftables. */
const unreachableScopes: Readonly<Record<string, Scope>> = {
  ENETUNREACH: 'network',
  EHOSTUNREACH: 'host',
  EHOSTDOWN: 'host',
  ENOPROTOOPT: 'protocol',
  EPROTO: 'protocol',
  EACCES: 'prohibited',
  EPERM: 'prohibited',
};

function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Turns an error of the operating system into one of the closed list of failures. */
export function classifyError(error: unknown, operation: Operation): Failure {
  const errno = errnoOf(error);
  const because = { operation, errno };
  switch (errno) {
    case 'ECONNREFUSED':
      return { kind: 'refused', ...because };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_STREAM_DESTROYED':
      return { kind: 'reset', ...because };
    case 'ETIMEDOUT':
      // The kernel itself gave up on a SYN, or on unacknowledged data: its limit is not ours and not known here.
      return { kind: 'timeout', limitMs: 0, ...because };
    case 'ENOTFOUND':
    case 'ENODATA':
      return { kind: 'not-found', ...because };
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return { kind: 'unresolvable', ...because };
  }
  const scope = errno === null ? undefined : unreachableScopes[errno];
  if (scope !== undefined && operation !== 'listen') return { kind: 'unreachable', scope, ...because };
  return { kind: 'local', text: error instanceof Error ? error.message : String(error), ...because };
}

/** As {@link classifyError}, ready to be thrown; an error that is one already stays as it is. */
export function netError(error: unknown, operation: Operation): NetError {
  return error instanceof NetError ? error : new NetError(classifyError(error, operation));
}
