import { classifyAddress, isPrivate, isSameAddress } from '../core/address-class.ts';

/**
 * How the address in a 227 reply relates to the one at which the control connection reached the server:
 *
 * - `reached` the same one, as it should be;
 * - `unspecified` 0.0.0.0, `loopback` 127/8, `impossible` multicast, broadcast or no address at all;
 * - `private` it means something only inside the server's network, while the server was reached at a public one;
 * - `outside` public, while the server was reached at a private one (a hairpin);
 * - `other` another address of the same kind.
 */
export type AdvertisedAddress = 'reached' | 'unspecified' | 'loopback' | 'impossible' | 'private' | 'outside' | 'other';

/** Exactly one answer for each pair, so that exactly one rule speaks about a wrong address. */
export function judgeAdvertised(advertised: string, reached: string): AdvertisedAddress {
  if (isSameAddress(advertised, reached)) return 'reached';
  const kind = classifyAddress(advertised);
  if (kind === 'unspecified') return 'unspecified';
  if (kind === 'multicast' || kind === 'broadcast' || kind === 'invalid') return 'impossible';
  if (kind === 'loopback') return classifyAddress(reached) === 'loopback' ? 'other' : 'loopback';
  // Some logs do not tell where the control connection went: then nothing contradicts the 227.
  if (reached === '') return 'reached';
  if (isPrivate(advertised) === isPrivate(reached)) return 'other';
  return isPrivate(advertised) ? 'private' : 'outside';
}
