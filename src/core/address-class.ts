import ipaddr from 'ipaddr.js';

/**
 * What kind of address this is, as far as FTP cares. The documentation ranges (RFC 5737, RFC 3849) and the benchmarking
 * range count as `public`, so that labs can use them.
 */
export type AddressClass =
  | 'public'
  /** RFC 1918. */
  | 'private'
  /** RFC 6598, 100.64.0.0/10: the inside of a carrier's NAT. */
  | 'shared'
  /** RFC 4193, fc00::/7. */
  | 'unique-local'
  | 'loopback'
  | 'link-local'
  /** 0.0.0.0/8 or `::`. */
  | 'unspecified'
  | 'multicast'
  | 'broadcast'
  /** Not an IP address at all. */
  | 'invalid';

const classOfRange: Readonly<Record<string, AddressClass>> = {
  private: 'private',
  carrierGradeNat: 'shared',
  uniqueLocal: 'unique-local',
  loopback: 'loopback',
  linkLocal: 'link-local',
  unspecified: 'unspecified',
  multicast: 'multicast',
  broadcast: 'broadcast',
};

/** The class of a literal address; an IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) counts as the IPv4 address. */
export function classifyAddress(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return 'invalid';
  return classOfRange[ipaddr.process(address).range()] ?? 'public';
}

const privateClasses: ReadonlySet<AddressClass> = new Set<AddressClass>([
  'private',
  'shared',
  'unique-local',
  'loopback',
  'link-local',
  'unspecified',
]);

/** True for addresses that mean something only inside one network: no packet from outside can be sent to them. */
export function isPrivate(address: string): boolean {
  return privateClasses.has(classifyAddress(address));
}

/** True when both texts name the same address, however written (`::1` and `0:0:0:0:0:0:0:1`, mapped IPv4 and IPv4). */
export function isSameAddress(a: string, b: string): boolean {
  if (a === b) return true;
  if (!ipaddr.isValid(a) || !ipaddr.isValid(b)) return false;
  return ipaddr.process(a).toNormalizedString() === ipaddr.process(b).toNormalizedString();
}
