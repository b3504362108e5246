import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';
import { hasCarriedBytes, openings } from '../../analysis/opened-connections.ts';

/**
 * The data connection stood, and was cut before its end.
 *
 * Seen when: an intrusion prevention system or firewall resets it, the server's process dies, or the server rejects the peer without a word (Pure-FTPd, FileZilla Server).
 * Not this: a TLS handshake that fails, which is data-tls-failed; an orderly end without a 226, which is completion-missing.
 * See: RFC 959 §3.2 (when the server closes the data connection); RFC 9293 §3.5.2 (reset).
 */
export default defineRule({
  id: 'data-connection-cut',
  cause: 'network',
  side: 'unknown',
  severity: 'error',
  stage: 'transfer',
  title: 'The data connection is cut',
  explains: ['transfer-aborted', 'completion-missing'],
  needs: openings,
  trials: { family: 'any', needs: { data: 'failed' } },
  check(facts, trials, { connections }) {
    const cut = trials.filter(({ steps: { data } }) => ['reset', 'closed', 'tls'].includes(data.failure.kind));
    const [first] = cut;
    if (!first) return undefined;
    const isMidway = cut.some(({ id }) => hasCarriedBytes(id, facts, connections));
    return {
      confidence: 'possible',
      summary: `The data connection of ${listWords(cut.map(({ command }) => command))} stood and was cut ${isMidway ? 'in the middle of the listing' : 'before the first byte'} (${describeFailure(first.steps.data.failure)}), by something on the way or by the server.`,
      because: cut.map(({ id }) => `${id}.data`),
      fix: ['server/read-log', 'network/alg'],
      next: [
        "Capture the RST: a TTL that differs from that of the server's other packets means that a box on the way sent it.",
      ],
    };
  },
});
