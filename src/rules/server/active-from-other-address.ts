import { defineRule } from '../../analysis/define-rule.ts';
import { isSameAddress } from '../../core/address-class.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/**
 * The server's data connection comes from another address than the one its control connection has.
 *
 * Seen when: the server has several addresses and does not bind the data connection, or is behind a load balancer or a NAT with another way out.
 * Not this: another port, which is active-not-from-port-20.
 * See: RFC 959 §3.2; clients that check the peer refuse such a connection (lftp `ftp:verify-address`, FileZilla).
 */
export default defineRule({
  id: 'active-from-other-address',
  cause: 'server',
  side: 'server',
  severity: 'warning',
  stage: 'data-connection',
  title: 'Active connections come from another address',
  needs: { 'control.connect': 'ok' },
  trials: { family: 'active', needs: { accept: 'ok' } },
  check({ 'control.connect': control }, trials) {
    const reached = control.value.remote.host;
    const others = trials.filter(({ steps: { accept } }) => {
      const { host } = accept.value.remote;
      return host !== '' && reached !== '' && !isSameAddress(host, reached);
    });
    const [first] = others;
    if (!first) return undefined;
    return {
      confidence: 'certain',
      summary: `You reached ${reached}, but the data connection came from ${formatEndpoint(first.steps.accept.value.remote)}. Careful clients and firewalls refuse that.`,
      because: ['control.connect', ...others.map(({ id }) => `${id}.accept`)],
      fix: ['server/data-source-address'],
      values: { address: reached },
    };
  },
});
