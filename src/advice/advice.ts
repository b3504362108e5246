import type { Product } from './products.ts';

/** Who has to change something, and what it is about: `server/passive-address`. */
type AdviceKey = `${'client' | 'server' | 'network'}/${string}`;

/** How one product is put right. */
export interface Remedy {
  readonly product: Product;
  /** One or two sentences: where the setting is, and what else has to be done. May hold placeholders. */
  readonly text: string;
  /**
   * Lines of configuration or shell commands, each complete, to be copied as they are; empty where only a dialog
   * helps. May hold placeholders, see `placeholders`.
   */
  readonly commands: readonly string[];
}

/** What can be done about one thing, for each product that we know. */
export interface Advice {
  readonly key: AdviceKey;
  /** What has to be achieved, whatever the product; an imperative without a full stop. */
  readonly title: string;
  readonly remedies: readonly Remedy[];
}
