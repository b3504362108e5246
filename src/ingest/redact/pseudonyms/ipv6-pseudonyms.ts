import { classifyAddress } from '../../../core/address-class.ts';
import { FreeLabels } from './free-labels.ts';

/** Well-known prefix of NAT64 (RFC 6052): its groups say nothing of anybody. */
const nat64 = '64:ff9b:0:0:0:0';

/**
 * Stands in for IPv6 addresses, group by group, so that addresses of one network stay in one network; a group of zeros
 * stays one, and every other gets one of as many hexadecimal digits, or of fewer. Unique local and link-local addresses stay
 * what they are, public ones get a prefix of the documentation's (RFC 3849, RFC 9637); `::`, `::1` and multicast stay.
 */
export class Ipv6Pseudonyms {
  readonly #originals: ReadonlySet<string>;
  readonly #free: FreeLabels;
  readonly #given = new Map<string, number>();
  readonly #prefixes = new Map<string, readonly [number, number]>();

  /** @param originals every address of the source, its eight groups in hexadecimal joined by colons */
  constructor(originals: Iterable<string>) {
    this.#originals = new Set([...originals].flatMap(paths));
    this.#free = new FreeLabels(path => this.#originals.has(toHex(path)));
  }

  /** Eight groups for eight groups. */
  of(groups: readonly number[]): readonly number[] {
    const kind = classifyAddress(groups.map(hex).join(':'));
    if (kind === 'unique-local' || kind === 'link-local') return this.#below(groups, [this.#localPrefix(groups)]);
    if (kind !== 'public') return groups;
    const text = groups.map(hex).join(':');
    if (text.startsWith(nat64)) return this.#below(groups, groups.slice(0, 6));
    return this.#below(groups, this.#prefix(groups));
  }

  #below(groups: readonly number[], prefix: readonly number[]): readonly number[] {
    const stands = [...prefix];
    while (stands.length < 8) stands.push(this.#group(groups, stands.join('.'), stands.length));
    return stands;
  }

  #group(groups: readonly number[], node: string, level: number): number {
    const group = groups[level] ?? 0;
    if (group === 0) return 0;
    const path = groups
      .slice(0, level + 1)
      .map(hex)
      .join(':');
    const given = this.#given.get(path);
    if (given !== undefined) return given;
    const digits = hex(group).length;
    const label = this.#free.take(node, 16 ** (digits - 1), 16 ** digits - 1);
    this.#given.set(path, label);
    return label;
  }

  /** fe80 stays; of fc00::/7 only the first two digits do. */
  #localPrefix(groups: readonly number[]): number {
    const first = groups[0] ?? 0;
    if (first >> 9 !== 0xfc00 >> 9) return first;
    const path = hex(first);
    const given = this.#given.get(path);
    if (given !== undefined) return given;
    const low = first & 0xff00;
    const label = this.#free.take('', low, low + 0xff);
    this.#given.set(path, label);
    return label;
  }

  /** A documentation prefix for the first two groups. */
  #prefix(groups: readonly number[]): readonly [number, number] {
    const [first = 0, second = 0] = groups;
    const key = `${hex(first)}:${hex(second)}`;
    const given = this.#prefixes.get(key);
    if (given !== undefined) return given;
    const prefix = this.#nextPrefix(hex(second).length, second === 0);
    this.#prefixes.set(key, prefix);
    return prefix;
  }

  #nextPrefix(digits: number, isZero: boolean): readonly [number, number] {
    if (isZero) return [0x3fff, 0];
    const most = Math.min(digits, 3);
    const isFirst = most === 3 && !this.#originals.has('2001:db8') && !hasValue(this.#prefixes, 0x2001);
    if (isFirst) return [0x2001, 0xdb8];
    return [0x3fff, this.#free.take(String(0x3fff), 16 ** (most - 1), 16 ** most - 1)];
  }
}

function hasValue(prefixes: ReadonlyMap<string, readonly [number, number]>, first: number): boolean {
  for (const [given] of prefixes.values()) if (given === first) return true;
  return false;
}

function hex(group: number): string {
  return group.toString(16);
}

/** Paths of {@link FreeLabels} are decimal. */
function toHex(path: string): string {
  return path
    .split('.')
    .filter(label => label !== '')
    .map(label => hex(Number(label)))
    .join(':');
}

/** An address and the networks around it. */
function paths(address: string): string[] {
  const groups = address.split(':');
  return [1, 2, 3, 4, 5, 6, 7, 8].map(count => groups.slice(0, count).join(':'));
}
