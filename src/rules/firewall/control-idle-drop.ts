import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * The control connection did not survive the silence that `--idle` asked for.
 *
 * Seen when: a NAT or firewall on the way forgets connections that say nothing for a while, as it does during a long transfer.
 * Not this: a 421 of the server, which says that its own idle limit is over (control-idle-limit).
 * See: RFC 5382 §5 (REQ-5: a NAT keeps an idle TCP connection for at least 2 h 4 min; many do not).
 */
export default defineRule({
  id: 'control-idle-drop',
  cause: 'firewall',
  side: 'path',
  severity: 'warning',
  stage: 'transfer',
  title: 'An idle control connection is forgotten on the way',
  needs: { 'control.connect': 'ok', 'idle.noop': 'failed' },
  check({ 'idle.noop': { failure } }, _trials, { limits, target }) {
    if (failure.kind !== 'timeout' && failure.kind !== 'reset' && failure.kind !== 'closed') return undefined;
    const seconds = (limits.idleMs ?? 0) / 1000;
    return {
      confidence: failure.kind === 'closed' ? 'possible' : 'likely',
      summary: `After ${seconds} s of silence NOOP on the control connection was met with: ${describeFailure(failure)}. A NAT or firewall on the way has forgotten the connection, as it will during a transfer that takes longer.`,
      because: ['idle.noop'],
      fix: ['network/keepalive'],
      values: { host: target.host, seconds: `${seconds}` },
      next: ['Run it with a shorter --idle, to find the limit.'],
    };
  },
});
