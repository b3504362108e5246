import { Ipv4Pseudonyms } from './ipv4-pseudonyms.ts';
import { Ipv6Pseudonyms } from './ipv6-pseudonyms.ts';

/** An address as numbers: four octets, or eight groups of sixteen bits. */
export type Labels = readonly number[];

/**
 * Stands in for the IP addresses of one or several sources, the same everywhere. Every address has to be noted before the
 * first one is replaced.
 */
export class AddressPseudonyms {
  readonly #keepsLength: boolean;
  readonly #v4 = new Set<string>();
  readonly #v6 = new Set<string>();
  readonly #given = new Map<string, Labels>();
  #makers: { readonly v4: Ipv4Pseudonyms; readonly v6: Ipv6Pseudonyms } | null = null;
  #replaced = 0;

  /** @param keepsLength whether the text of a pseudonym must be as long as that of its address */
  constructor(keepsLength: boolean) {
    this.#keepsLength = keepsLength;
  }

  /** Addresses that got another in their place. */
  get replaced(): number {
    return this.#replaced;
  }

  note(address: Labels): void {
    if (address.length === 4) this.#v4.add(keyOf(address));
    else this.#v6.add(keyOf(address));
  }

  isNoted(address: Labels): boolean {
    return (address.length === 4 ? this.#v4 : this.#v6).has(keyOf(address));
  }

  /** What stands for the address: labels of the same number. */
  of(address: Labels): Labels {
    const key = keyOf(address);
    const given = this.#given.get(key);
    if (given !== undefined) return given;
    this.#makers ??= { v4: new Ipv4Pseudonyms(this.#v4, this.#keepsLength), v6: new Ipv6Pseudonyms(this.#v6) };
    const stands = address.length === 4 ? this.#makers.v4.of(address) : this.#makers.v6.of(address);
    this.#given.set(key, stands);
    if (keyOf(stands) !== key) this.#replaced += 1;
    return stands;
  }
}

function keyOf(address: Labels): string {
  return address.length === 4 ? address.join('.') : address.map(group => group.toString(16)).join(':');
}
