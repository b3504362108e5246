import type { Failure } from '../../../core/failure.ts';
import type { IcmpError } from '../flow.ts';

type Scope = Extract<Failure, { kind: 'unreachable' }>['scope'];

/** RFC 792, RFC 1812 §5.2.7.1: codes of "destination unreachable"; 3 is the port, 4 is about the packet's size. */
const scopes4: Readonly<Record<number, Scope>> = {
  0: 'network',
  1: 'host',
  2: 'protocol',
  5: 'network',
  6: 'network',
  7: 'host',
  8: 'host',
  9: 'prohibited',
  10: 'prohibited',
  11: 'network',
  12: 'host',
  13: 'prohibited',
  14: 'host',
  15: 'prohibited',
};
/** RFC 4443 §3.1: codes of "destination unreachable"; 4 is the port. */
const scopes6: Readonly<Record<number, Scope>> = {
  0: 'network',
  1: 'prohibited',
  2: 'network',
  3: 'host',
  5: 'prohibited',
  6: 'prohibited',
};

/**
 * What an ICMP error makes of an attempt to connect, or null where it ends none (a packet too big, a source quench).
 * Only a packet that was on its way can be answered so: the sender had a route, unless it is its own answer.
 */
export function icmpFailure(error: IcmpError): Failure | null {
  const { version, type, code } = error;
  const isUnreachable = version === 4 ? type === 3 : type === 1;
  if (isUnreachable && code === (version === 4 ? 3 : 4)) return { kind: 'refused', operation: 'connect', errno: null };
  const scope = isUnreachable ? (version === 4 ? scopes4 : scopes6)[code] : isTimeExceeded(error) ? 'host' : undefined;
  if (scope === undefined) return null;
  const isOwn = error.from === error.source.host;
  return { kind: 'unreachable', operation: 'connect', errno: null, scope, ...(!isOwn && { hasRoute: true }) };
}

/** The packet went round in circles, or its way was longer than its TTL. */
function isTimeExceeded({ version, type }: IcmpError): boolean {
  return version === 4 ? type === 11 : type === 3;
}
