import type { Failure, Operation } from './failure.ts';

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

/** What an errno (`ECONNREFUSED`) says in the closed list of failures; null for one that says nothing of the network. */
export function failureOfErrno(errno: string, operation: Operation): Failure | null {
  const because = { operation, errno };
  switch (errno) {
    case 'ECONNREFUSED':
      return { kind: 'refused', ...because };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
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
  const scope = unreachableScopes[errno];
  return scope === undefined ? null : { kind: 'unreachable', scope, ...because };
}
