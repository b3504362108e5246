import { failureOfErrno } from '../../core/errno.ts';
import type { Failure, Operation } from '../../core/failure.ts';

const names =
  /\b(E(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|PIPE|(?:NET|HOST)(?:UNREACH|DOWN)|NOPROTOOPT|ACCES|PERM|ADDR(?:INUSE|NOTAVAIL)|NOTFOUND|NODATA|AI_(?:AGAIN|FAIL|NONAME)|AFNOSUPPORT|MFILE|NOBUFS))\b/;

/** How operating systems word an error; Windows' own texts stand beside those of POSIX systems. */
const words: readonly (readonly [RegExp, string])[] = [
  [/connection refused|actively refused/i, 'ECONNREFUSED'],
  [/timed out|did not properly respond/i, 'ETIMEDOUT'],
  [/connection reset|forcibly closed/i, 'ECONNRESET'],
  [/broken pipe/i, 'EPIPE'],
  [/connection aborted|caused connection abort|aborted by the software/i, 'ECONNABORTED'],
  [/no route to host|host (?:is )?unreachable|unreachable host/i, 'EHOSTUNREACH'],
  [/network (?:is )?unreachable|unreachable network/i, 'ENETUNREACH'],
  [/network is down/i, 'ENETDOWN'],
  [/host is down/i, 'EHOSTDOWN'],
  [/permission denied|forbidden by its access permissions/i, 'EACCES'],
  [/operation not permitted/i, 'EPERM'],
  [/protocol not available/i, 'ENOPROTOOPT'],
  [/address already in use/i, 'EADDRINUSE'],
  [/cannot assign requested address|can't assign requested address/i, 'EADDRNOTAVAIL'],
  [/temporary failure in name resolution|try again/i, 'EAI_AGAIN'],
  [/name or service not known|no such host|nodename nor servname|could not resolve|unknown host/i, 'ENOTFOUND'],
];

/** The errno that a message names (`ECONNREFUSED`), or null. */
export function namedErrno(message: string): string | null {
  const named = names.exec(message)?.[1];
  return named === 'EAI_NONAME' ? 'ENOTFOUND' : (named ?? null);
}

/** The errno that a message names or words (`Connection refused`), or null. */
export function errnoIn(message: string): string | null {
  const named = namedErrno(message);
  if (named !== null) return named;
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}

/**
 * What a client's message of an operating system's error says in the closed list of failures, or null where it names no
 * such error. A limit is not known from it, and 0.
 */
export function errnoFailure(message: string, operation: Operation): Failure | null {
  const errno = errnoIn(message);
  if (errno === null) return null;
  // Of a client's own network: its interface has no link.
  if (errno === 'ENETDOWN') return { kind: 'unreachable', scope: 'network', operation, errno };
  return failureOfErrno(errno, operation) ?? { kind: 'local', text: message.slice(0, 1000), operation, errno };
}
