import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server gave up because of an error of its own (451).
 *
 * Seen when: a disk or a mounted share fails, a virus scanner or back-end store does not answer, the listing program crashes.
 * Not this: a directory that is not there or forbidden, which is path-not-listable; no space, which is storage-exhausted.
 * See: RFC 959 §4.2.2 (451 local error in processing); vsftpd `451 Failure reading local file.`
 */
export default defineRule({
  id: 'transfer-local-error',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The server has an error of its own',
  needs: {},
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(_facts, trials) {
    const refused = refusedTransfers(trials, 'local-error');
    const [first] = refused;
    if (!first) return undefined;
    return {
      confidence: refused.length > 1 ? 'certain' : 'likely',
      summary: `The server answered ${quoteRefusal(first.refusal)}: it failed while it made the listing.`,
      because: refused.map(({ step }) => step),
      fix: ['server/read-log'],
    };
  },
});
