import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * The whole listing came, and the reply that ends the transfer did not.
 *
 * Seen when: a NAT or firewall forgot the idle control connection, the server waits for a TLS close or a slow back-end.
 * Not this: the control connection was closed or reset, which is control-connection-lost.
 * See: RFC 959 §5.4 (LIST ends with 226 or 250); RFC 5382 §5 (NAT timers of idle connections).
 */
export default defineRule({
  id: 'completion-missing',
  cause: 'network',
  side: 'path',
  severity: 'error',
  stage: 'transfer',
  title: 'The end of the transfer is never confirmed',
  needs: {},
  trials: { family: 'any', needs: { data: 'ok', completion: 'failed' } },
  check(_facts, trials) {
    const missing = trials.filter(({ steps }) => steps.completion.failure.kind === 'timeout');
    const [first] = missing;
    if (!first) return undefined;
    return {
      confidence: 'possible',
      summary: `The listing over ${listWords(missing.map(({ command }) => command))} came whole (${first.steps.data.value.bytes} bytes), but the 226 did not: ${describeFailure(first.steps.completion.failure)}. The server is slow to finish, or the control connection is forgotten on the way.`,
      because: missing.flatMap(({ id }) => [`${id}.data`, `${id}.completion`]),
      fix: ['server/read-log', 'network/keepalive'],
      next: [
        'Wait longer and send NOOP: a late 226 means a slow server, silence means that the control connection is dead.',
      ],
    };
  },
});
