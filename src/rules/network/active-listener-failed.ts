import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * This machine could not listen for the server's connection.
 *
 * Seen when: every port of `--active-ports` is taken, the address is not this machine's, or too many files are open.
 * Not this: a listener that stands and gets no connection, which is active-connection-never-arrives.
 * See: bind(2): EADDRINUSE, EADDRNOTAVAIL, EACCES; RFC 959 §3.2 (the client listens before it sends the transfer command).
 */
export default defineRule({
  id: 'active-listener-failed',
  cause: 'network',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: 'This machine could not listen for active mode',
  needs: {},
  trials: { family: 'active', needs: { listen: 'failed' } },
  check(_facts, trials) {
    const [first] = trials;
    if (!first) return undefined;
    return {
      confidence: 'certain',
      summary: `No listener for ${listWords(trials.map(({ command }) => command))}: ${describeFailure(first.steps.listen.failure)}.`,
      because: trials.map(({ id }) => `${id}.listen`),
      fix: ['client/free-resources'],
    };
  },
});
