import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';
import { listWords } from '../../analysis/in-words.ts';
import { hasCarriedBytes, openings } from '../../analysis/opened-connections.ts';

/**
 * The data connection stands, the server announced the transfer, and its bytes do not come or do not go on.
 *
 * Seen when: full-size packets are lost without a word (an MTU black hole: VPN, PPPoE, tunnels), an inspection box holds them back, or the server hangs.
 * Not this: no first reply to LIST, which is transfer-unanswered; a connection that was cut, which is data-connection-cut.
 * See: RFC 2923 §2.1 (black holes of path MTU discovery); RFC 4821 (finding the MTU without ICMP).
 */
export default defineRule({
  id: 'transfer-stalled',
  cause: 'network',
  side: 'path',
  severity: 'error',
  stage: 'transfer',
  title: 'The transfer stalls on an open data connection',
  needs: openings,
  trials: { family: 'any', needs: { preliminary: 'ok', data: 'failed', completion: 'any' } },
  check(facts, trials, { connections }) {
    const stalled = trials.filter(
      ({ steps: { data, completion } }) => data.failure.kind === 'timeout' && completion.status !== 'ok',
    );
    const [first] = stalled;
    if (!first) return undefined;
    const isMidway = stalled.some(({ id }) => hasCarriedBytes(id, facts, connections));
    const when = isMidway ? 'after the first bytes' : 'before the first byte';
    return {
      confidence: 'possible',
      summary: `The data connection of ${listWords(stalled.map(({ command }) => command))} stands, but the data stopped ${when} (given up${afterWords(first.steps.data.tookMs)}): full-size packets are lost on the way (MTU), or the server hangs.`,
      because: stalled.map(({ id }) => `${id}.data`),
      fix: ['network/mtu', 'server/read-log'],
      next: [
        'List a directory with very few entries: if that works and a long listing stalls, only large packets are lost.',
      ],
    };
  },
});
