import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server has no space left, or the account has used up its quota.
 *
 * Seen when: the disk is full (452), the quota is exceeded (552), or the place for temporary files is full.
 * Not this: a directory that is forbidden, which is path-not-listable.
 * See: RFC 959 §4.2.2 (452 insufficient storage, 552 exceeded storage allocation).
 */
export default defineRule({
  id: 'storage-exhausted',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The server has no space left',
  needs: {},
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(_facts, trials) {
    const refused = refusedTransfers(trials, 'storage');
    const [first] = refused;
    if (!first) return undefined;
    return {
      confidence: refused.length > 1 ? 'certain' : 'likely',
      summary: `The server answered ${quoteRefusal(first.refusal)}: disk or quota is used up.`,
      because: refused.map(({ step }) => step),
      fix: ['server/free-space', 'server/read-log'],
    };
  },
});
