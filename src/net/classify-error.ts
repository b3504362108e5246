import { failureOfErrno } from '../core/errno.ts';
import type { Failure, Operation } from '../core/failure.ts';
import { NetError } from './net.ts';

function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Turns an error of the operating system into one of the closed list of failures. */
export function classifyError(error: unknown, operation: Operation): Failure {
  const errno = errnoOf(error);
  // Node's own word for a socket that is gone.
  if (errno === 'ERR_STREAM_DESTROYED') return { kind: 'reset', operation, errno };
  const known = errno === null ? null : failureOfErrno(errno, operation);
  if (known !== null && !(known.kind === 'unreachable' && operation === 'listen')) return known;
  return { kind: 'local', text: error instanceof Error ? error.message : String(error), operation, errno };
}

/** As {@link classifyError}, ready to be thrown; an error that is one already stays as it is. */
export function netError(error: unknown, operation: Operation): NetError {
  return error instanceof NetError ? error : new NetError(classifyError(error, operation));
}
