/** What systems begin to count at: Linux, macOS and phones; Windows; routers, Solaris, and Cisco's RSTs. */
const initialTtls = [64, 128, 255];

/** Routers that a packet has passed, by the TTL or hop limit that is left; a sender that begins at 32 or so counts as far away. */
export function hopsOf(ttl: number): number {
  const initial = initialTtls.find(one => ttl <= one) ?? 255;
  return initial - ttl;
}
