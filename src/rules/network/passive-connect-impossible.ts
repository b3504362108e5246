import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * This machine could not begin the connection to the passive port.
 *
 * Seen when: no local port is free, the source address is not this machine's, or too many files are open.
 * Not this: a connection that was tried and failed on the way.
 * See: connect(2) and bind(2): EADDRNOTAVAIL, EMFILE, ENOBUFS.
 */
export default defineRule({
  id: 'passive-connect-impossible',
  cause: 'network',
  side: 'client',
  severity: 'error',
  stage: 'data-connection',
  title: 'This machine could not open a data connection',
  needs: {},
  trials: { family: 'passive', needs: { connect: 'failed' } },
  check(_facts, trials, { source }) {
    if (source.kind !== 'live') return undefined;
    const own = trials.filter(({ steps }) => steps.connect.failure.kind === 'local');
    const [first] = own;
    if (!first) return undefined;
    return {
      confidence: 'certain',
      summary: `No connection for ${listWords(own.map(({ command }) => command))}: ${describeFailure(first.steps.connect.failure)}.`,
      because: own.map(({ id }) => `${id}.connect`),
      fix: ['client/free-resources'],
    };
  },
});
