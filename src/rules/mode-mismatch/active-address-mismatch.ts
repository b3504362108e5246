import { defineRule } from '../../analysis/define-rule.ts';
import { foreignRefusals, listeningPorts } from '../../analysis/foreign-refusals.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { isSameAddress } from '../../core/address-class.ts';

/**
 * The address that was set by hand for active mode is not the one at which the server sees the client.
 *
 * Seen when: the "external address" of a client is outdated, or set although no NAT is in the way or a helper translates by itself.
 * Not this: the client's own address refused, which is active-refused-client-nat.
 * See: RFC 959 §5.3 (PORT); RFC 2577 §3 (a server should not connect to third hosts).
 */
export default defineRule({
  id: 'active-address-mismatch',
  cause: 'mode-mismatch',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: "The client's configured address for active mode is wrong",
  needs: { 'control.connect': 'ok', 'control.stat': 'any' },
  trials: { family: 'active', needs: { listen: 'ok', reply: 'failed' } },
  check(facts, trials, { server }) {
    const control = facts['control.connect'];
    const stat = facts['control.stat'];
    const [first] = foreignRefusals(trials, 'option', { control, stat, product: server.product });
    if (!first) return undefined;
    const own = control.value.local.host;
    const { announced, seen } = first;
    const isBehindNat = seen !== undefined && !isSameAddress(seen, own);
    const knows = seen === undefined ? `this client's own address is ${own}` : `the server sees this client at ${seen}`;
    return {
      confidence: seen === undefined ? 'likely' : 'certain',
      cause: isBehindNat ? 'nat' : 'mode-mismatch',
      summary: `The configured address ${announced} was announced, but ${knows}; it answered ${quoteRefusal(first.words)}.`,
      because: [first.step, ...(stat.status === 'ok' && seen !== undefined ? ['control.stat'] : ['control.connect'])],
      fix: isBehindNat ? ['client/forward-active-ports', 'client/use-passive'] : ['client/remove-active-address'],
      values: { announced, client: seen ?? own, listen: listeningPorts(trials), mode: 'EPSV' },
    };
  },
});
