import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * This machine could not even begin to connect.
 *
 * Seen when: `--source` names an address that is not on this machine, or the process has too many open files.
 * Not this: an error that the network reported (no-route, control-port-rejected).
 * See: bind(2), EADDRNOTAVAIL; socket(2), EMFILE.
 */
export default defineRule({
  id: 'local-connect-failed',
  cause: 'network',
  side: 'client',
  severity: 'error',
  stage: 'tcp',
  title: 'This machine could not open a connection',
  needs: { 'control.connect': 'failed' },
  check({ 'control.connect': { failure } }) {
    if (failure.kind !== 'local') return undefined;
    return {
      confidence: 'certain',
      summary: `This machine could not open a connection: ${describeFailure(failure)}.`,
      because: ['control.connect'],
      fix: ['client/check-source-address'],
    };
  },
});
