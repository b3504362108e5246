import type { Rule } from '../analysis/define-rule.ts';
import pasvPrivateAddress from './nat/pasv-private-address.ts';

/** Every rule. Generated from the folder by `test/registry.test.ts`; not to be edited by hand. */
export const rules: readonly Rule[] = [pasvPrivateAddress];
