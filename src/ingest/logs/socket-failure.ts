import type { Failure, Operation } from '../../core/failure.ts';
import { errnoFailure } from './errno-failure.ts';

/** What runtimes say in place of the operating system: Go, .NET, and Windows' words for ETIMEDOUT (10060). */
const ofTime =
  /i\/o timeout|deadline exceeded|^timed out|\btimeout when\b|did not properly respond after a period of time|failed to respond/i;
const ofEnd = /(?:^|\s)(?:unexpected )?EOF\)?\.?$|forcibly closed|connection was (?:closed|terminated)/i;

/**
 * What a message of a client's runtime says of a connection, or null where it says nothing of one. A time limit is not
 * known from it, and 0.
 */
export function socketFailure(message: string, operation: Operation): Failure | null {
  if (ofTime.test(message)) return { kind: 'timeout', operation, errno: null, limitMs: 0 };
  const failure = errnoFailure(message, operation);
  if (failure !== null) return failure;
  return ofEnd.test(message) ? { kind: 'closed', operation, errno: null, text: '' } : null;
}
