import { classifyAddress, isPrivate, isSameAddress } from '../core/address-class.ts';
import type { ServerProduct } from '../core/evidence.ts';
import type { FailureOf } from '../core/failure.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StatValue } from '../core/step-values.ts';
import { addressArrivedIn, clientSeenIn } from '../ftp/quoted-addresses.ts';
import { seenInStat } from './client-nat.ts';

/** What is known when a server calls the address in PORT or EPRT a foreign one. */
export interface ForeignAddressFacts {
  readonly refusal: FailureOf<'rejected'>;
  readonly product: ServerProduct;
  /** The address that the command named. */
  readonly announced: string;
  /** Our end of the control connection, as we know it. */
  readonly local: string;
  /** The server's end of the control connection. */
  readonly reached: string;
  readonly stat: Outcome<StatValue>;
}

/**
 * Why the server sees another address than the command named:
 *
 * - `rewritten` the server quotes an address that we did not send: a box on the way changed the command;
 * - `option` the address was given by hand, and is not the one the server sees;
 * - `server-side` the server sees an inner address of its own: a proxy or NAT on its side hides the client;
 * - `client-nat` a NAT on our side changed our address;
 * - `unexplained` the addresses agree, or the server means something else.
 */
export type ForeignAddressReason = 'rewritten' | 'option' | 'server-side' | 'client-nat' | 'unexplained';

/** What is known of a refused PORT whose address is not the one that the server sees. */
export interface ForeignAddress {
  readonly reason: ForeignAddressReason;
  /** How the server sees us, where it tells. */
  readonly seen: string | undefined;
  /** The address that arrived in the command, where the server quotes it. */
  readonly arrived: string | undefined;
}

/** Why the server took the address in PORT or EPRT for a foreign one, as far as its refusal and what it sees tell. */
export function judgeForeignAddress(facts: ForeignAddressFacts): ForeignAddress {
  const seen = seenAs(facts);
  const arrived = addressArrivedIn(facts.refusal.text);
  return { reason: reasonFor(facts, seen, arrived), seen, arrived };
}

function reasonFor(
  { announced, local, reached, product, refusal }: ForeignAddressFacts,
  seen: string | undefined,
  arrived: string | undefined,
): ForeignAddressReason {
  if (arrived !== undefined && !isSameAddress(arrived, announced)) return 'rewritten';
  if (seen !== undefined && isSameAddress(seen, announced)) return 'unexplained';
  if (!isSameAddress(announced, local)) return 'option';
  if (seen !== undefined) {
    const isOutside = !isPrivate(announced) && !isPrivate(reached);
    return isPrivate(seen) && isOutside ? 'server-side' : 'client-nat';
  }
  // FileZilla Server 1.x says `500 Illegal PORT command.` of the format alone.
  if (product === 'filezilla-server' && /illegal/i.test(refusal.text)) return 'unexplained';
  // No NAT stands between a machine and itself.
  return isSameAddress(announced, reached) || classifyAddress(announced) === 'loopback' ? 'unexplained' : 'client-nat';
}

/** The server's own statement of our address, in the refusal or in its STAT. */
function seenAs({ refusal, stat, product }: ForeignAddressFacts): string | undefined {
  return clientSeenIn(refusal.text) ?? seenInStat(stat, product);
}
