import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';
import { openedConnection, openings } from '../../analysis/opened-connections.ts';

/**
 * The data connection stands, and LIST gets no reply.
 *
 * Seen when: the server never saw the connection (a proxy or load balancer took it), waits for TLS, or hangs in its file system.
 * Not this: no data connection, where servers that wait for it stay silent too; a 150 and then nothing, which is transfer-stalled.
 * See: RFC 959 §5.4 (LIST gets 125 or 150, or a refusal); vsftpd sends 150 only once it has the data connection.
 */
export default defineRule({
  id: 'transfer-unanswered',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'LIST gets no reply',
  needs: openings,
  trials: { family: 'any', needs: { preliminary: 'failed' } },
  check(facts, trials) {
    const silent = trials.filter(
      ({ id, steps: { preliminary } }) =>
        preliminary.failure.kind === 'timeout' && openedConnection(id, facts) !== undefined,
    );
    const [first] = silent;
    if (!first) return undefined;
    return {
      confidence: 'possible',
      summary: `The data connection of ${listWords(silent.map(({ command }) => command))} stands, but LIST got ${describeFailure(first.steps.preliminary.failure)}: the server hangs, or something on the way took the data connection.`,
      because: silent.map(({ id }) => `${id}.preliminary`),
      fix: ['server/read-log', 'server/passive-listener'],
      next: ['Look on the server itself whether the data connection is there.'],
    };
  },
});
