import { isPrivate, isSameAddress } from '../core/address-class.ts';
import type { ServerProduct } from '../core/evidence.ts';
import type { Ok, Outcome } from '../core/outcome.ts';
import type { ConnectValue, StatValue } from '../core/step-values.ts';

/** Whether a NAT stands between this client and the server, as far as addresses tell. */
export interface ClientNat {
  /** `proven` the server sees another address than ours; `likely` ours is private and the server's is public. */
  readonly state: 'proven' | 'likely' | 'not-seen';
  /** The address at which the server sees us, where it tells. */
  readonly seen: string | undefined;
}

export function judgeClientNat(
  { value: { local, remote } }: Ok<ConnectValue>,
  stat: Outcome<StatValue>,
  product: ServerProduct,
): ClientNat {
  const seen = seenInStat(stat, product);
  if (seen !== undefined) return { state: isSameAddress(seen, local.host) ? 'not-seen' : 'proven', seen };
  return { state: isPrivate(local.host) && !isPrivate(remote.host) ? 'likely' : 'not-seen', seen };
}

/** The client's address as STAT tells it; pyftpdlib's STAT names the server's own end instead, so that it tells nothing. */
export function seenInStat(stat: Outcome<StatValue>, product: ServerProduct): string | undefined {
  return stat.status === 'ok' && product !== 'pyftpdlib' ? (stat.value.clientSeenAs ?? undefined) : undefined;
}
