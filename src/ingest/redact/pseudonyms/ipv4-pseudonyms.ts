import { classifyAddress } from '../../../core/address-class.ts';
import { FreeLabels } from './free-labels.ts';
import { digitsOf, type Network, reservedNetworks } from './reserved-networks.ts';

/** Least and greatest value. */
type Range = readonly [number, number];

/** Octets with the same number of digits. */
const byDigits: Readonly<Record<number, Range>> = { 1: [0, 9], 2: [10, 99], 3: [100, 255] };
/** What may stand in place of a second octet, so that an address stays within 172.16.0.0/12 or 100.64.0.0/10. */
const secondOctets: Readonly<Record<number, Range>> = { 172: [16, 31], 100: [64, 127] };

/**
 * Stands in for IPv4 addresses. What is private stays in its block of RFC 1918, carrier-grade NAT and link-local addresses
 * in theirs, public ones become addresses of documentation or benchmarks; 0.0.0.0, loopback, multicast, broadcast and
 * netmasks stay as they are. Equal addresses stay equal, and those of one /24 stay in one /24.
 */
export class Ipv4Pseudonyms {
  readonly #keepsLength: boolean;
  readonly #originals: ReadonlySet<string>;
  readonly #free: FreeLabels;
  /** By original address, or its first octets. */
  readonly #given = new Map<string, number>();
  readonly #networks = new Map<string, Network>();
  readonly #reserved = new Map<number | null, Generator<Network>>();
  #lastNetwork: Network = [240, 0, 0];

  /**
   * @param originals every address of the source, dotted, that no pseudonym should look like
   * @param keepsLength whether dotted and comma-separated pseudonyms must be as long as their originals
   */
  constructor(originals: Iterable<string>, keepsLength: boolean) {
    this.#originals = new Set([...originals].flatMap(paths));
    this.#keepsLength = keepsLength;
    this.#free = new FreeLabels(path => this.#originals.has(path));
  }

  /** Four octets for four octets. */
  of(octets: readonly number[]): readonly number[] {
    const kind = classifyAddress(octets.join('.'));
    if (kind === 'private' || kind === 'shared' || kind === 'link-local') return this.#within(octets);
    if (kind !== 'public' || octets[0] === 255) return octets;
    const network = octets.slice(0, 3);
    const stands = this.#network(network);
    return [...stands, this.#octet(octets, stands.join('.'), 3)];
  }

  /** The first octet stays, and the second one too where the block is a /16. */
  #within(octets: readonly number[]): readonly number[] {
    const [first = 0, second = 0] = octets;
    const stands = first === 192 || first === 169 ? [first, second] : [first];
    while (stands.length < 4) stands.push(this.#octet(octets, stands.join('.'), stands.length));
    return stands;
  }

  /** What stands for the octet at `level` below the node that the octets before it became. */
  #octet(octets: readonly number[], node: string, level: number): number {
    const octet = octets[level] ?? 0;
    // The network's own address, and its broadcast address.
    if (level === 3 && (octet === 0 || octet === 255)) return octet;
    const path = octets.slice(0, level + 1).join('.');
    const given = this.#given.get(path);
    if (given !== undefined) return given;
    const [low, high] = rangeOf(octet, level, octets[0] ?? 0);
    const label = this.#free.take(node, low, high);
    this.#given.set(path, label);
    return label;
  }

  #network(network: readonly number[]): Network {
    const key = network.join('.');
    const given = this.#networks.get(key);
    if (given !== undefined) return given;
    const chosen = this.#nextNetwork(this.#keepsLength ? digitsOf(network) : null);
    this.#networks.set(key, chosen);
    return chosen;
  }

  #nextNetwork(digits: number | null): Network {
    const networks = this.#reserved.get(digits) ?? reservedNetworks(digits);
    this.#reserved.set(digits, networks);
    for (let next = networks.next(); next.done !== true; next = networks.next()) {
      if (this.#originals.has(next.value.join('.'))) continue;
      this.#lastNetwork = next.value;
      break;
    }
    return this.#lastNetwork;
  }
}

function rangeOf(octet: number, level: number, first: number): Range {
  const [low, high] = byDigits[String(octet).length] ?? [0, 255];
  if (level === 3) return [Math.max(low, 1), Math.min(high, 254)];
  const within = level === 1 ? secondOctets[first] : undefined;
  return within === undefined ? [low, high] : [Math.max(low, within[0]), Math.min(high, within[1])];
}

/** An address and the networks around it: `10.1.2.3`, `10.1.2`, `10.1`. */
function paths(address: string): string[] {
  const octets = address.split('.');
  return [2, 3, 4].map(count => octets.slice(0, count).join('.'));
}
