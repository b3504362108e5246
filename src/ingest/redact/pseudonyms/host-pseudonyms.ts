import { NamePseudonyms } from './name-pseudonyms.ts';

/** RFC 2606, RFC 6761, RFC 6762, and what people call their own networks: they tell nothing of anybody. */
const ownNetworks: ReadonlySet<string> = new Set([
  'test',
  'example',
  'invalid',
  'localhost',
  'localdomain',
  'local',
  'lan',
  'home',
  'corp',
  'internal',
  'intranet',
  'arpa',
]);

/**
 * Stands in for host names, label by label and of the same length, so that hosts of one domain stay in one domain. The top
 * level becomes one that does not exist: `zz`, which ISO 3166 gives to no country, `zzz` and so on.
 */
export class HostPseudonyms {
  readonly #labels: NamePseudonyms;
  readonly #given = new Map<string, string>();
  /** What each label became, by the domain that begins with it. */
  readonly #byPath = new Map<string, string>();

  constructor(isOriginal: (name: string) => boolean) {
    this.#labels = new NamePseudonyms('host', isOriginal);
  }

  get replaced(): number {
    return this.#given.size;
  }

  of(name: string): string {
    const key = name.toLowerCase();
    const given = this.#given.get(key);
    if (given !== undefined) return given;
    if (ownNetworks.has(key)) return key;
    const labels = key.split('.');
    const stands = labels.map((label, at) =>
      this.#label(labels.slice(at).join('.'), label, at > 0 && at === labels.length - 1),
    );
    const text = stands.join('.');
    this.#given.set(key, text);
    return text;
  }

  /** Each domain has labels of its own; no label stands for two of them. */
  #label(path: string, label: string, isTop: boolean): string {
    if (isTop) return ownNetworks.has(label) ? label : 'z'.repeat(label.length);
    const given = this.#byPath.get(path);
    if (given !== undefined) return given;
    const stands = this.#labels.fresh(label);
    this.#byPath.set(path, stands);
    return stands;
  }
}
