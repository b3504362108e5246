import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * The control connection was refused or cut, and a second one right after it was greeted.
 *
 * Seen when: a limit of connections or of their rate, one dead server behind a load balancer, a server that restarts.
 * Not this: a refusal every time, which is control-port-refused or greeting-closed.
 * See: RFC 9293 §3.5.2 (reset generation); vsftpd `max_per_ip`, sshguard and fail2ban act on rates.
 */
export default defineRule({
  id: 'control-connection-intermittent',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'tcp',
  title: 'The server takes control connections only now and then',
  explains: ['control-port-refused', 'greeting-closed', 'control-connection-lost'],
  needs: {
    'control.connect': 'any',
    'control.greeting': 'any',
    'second-control.connect': 'ok',
    'second-control.greeting': 'ok',
  },
  check(facts, _trials, { target }) {
    const first = [facts['control.connect'], facts['control.greeting']].find(({ status }) => status === 'failed');
    if (first?.status !== 'failed') return undefined;
    const step = first === facts['control.connect'] ? 'control.connect' : 'control.greeting';
    return {
      confidence: 'likely',
      summary: `The first control connection to ${target.host} met with: ${describeFailure(first.failure)}. A second one right after it was greeted: a limit is reached now and then, or one of several servers behind the address fails.`,
      because: [step, 'second-control.greeting'],
      fix: ['server/connection-limit', 'server/read-log'],
      values: { host: target.host, port: `${target.port}` },
      next: ['Run it several times: failures in a pattern point to a load balancer, failures in bursts to a limit.'],
    };
  },
});
