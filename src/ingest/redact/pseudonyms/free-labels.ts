/**
 * Hands out labels of a tree, such as the octets of addresses, each once below its node. What is equal to a path of the
 * original tree is avoided while there is anything else, so that a pseudonym is not taken for the real thing.
 */
export class FreeLabels {
  readonly #isOriginal: (path: string) => boolean;
  readonly #used = new Set<string>();
  /** Where the search goes on, by node and range. */
  readonly #next = new Map<string, number>();

  constructor(isOriginal: (path: string) => boolean) {
    this.#isOriginal = isOriginal;
  }

  /** A label within the range, both ends included, that is still free below the node; `low` when all are taken. */
  take(node: string, low: number, high: number): number {
    const range = `${node}/${low}`;
    for (let label = this.#next.get(range) ?? low; label <= high; label += 1) {
      const path = `${node}.${label}`;
      if (this.#used.has(path) || this.#isOriginal(path)) continue;
      this.#next.set(range, label + 1);
      this.#used.add(path);
      return label;
    }
    this.#next.set(range, high + 1);
    for (let label = low; label <= high; label += 1) {
      const path = `${node}.${label}`;
      if (this.#used.has(path)) continue;
      this.#used.add(path);
      return label;
    }
    return low;
  }
}
