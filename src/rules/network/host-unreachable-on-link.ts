import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';
import { unreachableReason } from './unreachable-reason.ts';

/**
 * Nobody on the server's own network segment answers for its address.
 *
 * Seen when: the server is off, unplugged or has another address now; "host unreachable" comes after the three seconds that ARP takes to give up.
 * Not this: a firewall's ICMP message, which comes after one round trip (control-port-rejected).
 * See: RFC 826 (ARP); RFC 4861 §7.2.2 (three probes, one a second); connect(2), EHOSTUNREACH.
 */
export default defineRule({
  id: 'host-unreachable-on-link',
  cause: 'network',
  side: 'server',
  severity: 'error',
  stage: 'tcp',
  title: 'The server is not on its network',
  needs: { 'control.connect': 'failed' },
  check({ 'control.connect': { failure, tookMs } }, _trials, { target }) {
    if (failure.kind !== 'unreachable' || unreachableReason(failure, tookMs) !== 'no-neighbour') return undefined;
    return {
      confidence: 'likely',
      summary: `Nobody answers for the address of ${target.host}: "host unreachable" came${afterWords(tookMs)}, which is how long ARP takes to give up.`,
      because: ['control.connect'],
      fix: ['server/check-host-is-up'],
      values: { host: target.host },
      next: ['From a machine on the same segment, ask for the address with arping: no answer means off or gone.'],
    };
  },
});
