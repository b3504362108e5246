import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { isOwnEnd } from '../../analysis/refusal.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server refuses the transfer with a code that has no meaning of its own here.
 *
 * Seen when: LIST is denied by name (500, 502), a plug-in says no (530), or the server's own limit for the data connection ran out (421).
 * Not this: the codes with a rule of their own (425, 426, 450, 451, 452, 521, 522, 533, 534, 550, 552, 553).
 * See: RFC 959 §5.4 (replies to LIST).
 */
export default defineRule({
  id: 'transfer-refused',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The server refuses the transfer',
  needs: {},
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(_facts, trials) {
    const refused = refusedTransfers(trials, 'other').filter(({ refusal }) => !isOwnEnd(refusal));
    const [first] = refused;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The server answered LIST with ${quoteRefusal(first.refusal)}.`,
      because: refused.map(({ step }) => step),
      fix: ['server/read-log'],
    };
  },
});
