import { defineRule } from '../../analysis/define-rule.ts';
import { unreachableReason } from './unreachable-reason.ts';

/**
 * This machine has no route to the server: the error came at once, no packet was sent.
 *
 * Seen when: no default route, a VPN that is down, an IPv6 address and no IPv6 here.
 * Not this: a router's ICMP message, which takes a round trip (control-port-rejected).
 * See: connect(2), ENETUNREACH; RFC 1122 §3.3.1 (routing outbound datagrams).
 */
export default defineRule({
  id: 'no-route',
  cause: 'network',
  side: 'client',
  severity: 'error',
  stage: 'tcp',
  title: 'This machine has no route to the server',
  needs: { resolve: 'ok', 'control.connect': 'failed' },
  check({ resolve, 'control.connect': { failure, tookMs } }, _trials, { target }) {
    if (failure.kind !== 'unreachable' || unreachableReason(failure, tookMs) !== 'no-route') return undefined;
    const addresses = resolve.value.addresses.map(({ address }) => address).join(', ');
    return {
      confidence: 'likely',
      summary: `This machine has no route to ${target.host} (${addresses}): the system refused to send the SYN at once.`,
      because: ['resolve', 'control.connect'],
      fix: ['client/check-route'],
      values: { host: target.host, address: resolve.value.addresses[0]?.address ?? target.host },
    };
  },
});
