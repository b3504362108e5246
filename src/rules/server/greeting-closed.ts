import { defineRule } from '../../analysis/define-rule.ts';

/**
 * The connection was accepted, and ended before a single word.
 *
 * Seen when: TCP wrappers (hosts.deny), fail2ban, a limit of connections for each address, a server process that dies at its start.
 * Not this: a refusal in words (service-unavailable); an unfinished greeting (greeting-malformed).
 * See: RFC 959 §5.4 (a server that cannot serve says 421); hosts_access(5).
 */
export default defineRule({
  id: 'greeting-closed',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'greeting',
  title: 'The server hangs up before its greeting',
  needs: { 'control.connect': 'any', 'control.greeting': 'any' },
  check({ 'control.connect': connect, 'control.greeting': greeting }, _trials, { target }) {
    // A RST that comes at once is seen while the system still reports the connection.
    const outcome = connect.status === 'failed' ? connect : greeting;
    if (outcome.status !== 'failed') return undefined;
    const { failure } = outcome;
    if (failure.kind !== 'closed' && failure.kind !== 'reset') return undefined;
    if (failure.kind === 'closed' && failure.text !== '') return undefined;
    return {
      confidence: 'possible',
      summary: `${target.host} port ${target.port} accepted the connection and ${failure.kind === 'reset' ? 'reset' : 'closed'} it without a word: it is set to turn this client away, or its service dies at once.`,
      because: [connect.status === 'failed' ? 'control.connect' : 'control.greeting'],
      fix: ['server/allow-client-address', 'server/read-log'],
      values: { host: target.host, port: String(target.port) },
      next: [
        'Connect from another address, and from this one again after a pause: only the first working points to a ban.',
      ],
    };
  },
});
