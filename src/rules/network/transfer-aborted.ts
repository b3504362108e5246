import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The data connection stood, and the server reports that it was cut (426).
 *
 * Seen when: a firewall, NAT or inspection between resets data connections; the server's own time limit for a transfer ran out.
 * Not this: a connection that never stood, which is 425; TLS session reuse, which some servers report with 426 too and say so.
 * See: RFC 959 §4.2.2 (426 connection closed; transfer aborted).
 */
export default defineRule({
  id: 'transfer-aborted',
  cause: 'network',
  side: 'unknown',
  severity: 'error',
  stage: 'transfer',
  title: 'The transfer was aborted',
  needs: {},
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(_facts, trials) {
    const refused = refusedTransfers(trials, 'aborted');
    const [first] = refused;
    if (!first) return undefined;
    return {
      confidence: 'possible',
      summary: `The server answered ${quoteRefusal(first.refusal)}: it had the data connection and lost it, to a box on the way or by a fault of its own.`,
      because: refused.map(({ step }) => step),
      fix: ['server/read-log', 'network/mtu'],
      next: ['Capture both ends: who sends the RST or FIN first has cut the connection.'],
    };
  },
});
