import { defineRule } from '../../analysis/define-rule.ts';
import { foreignRefusals } from '../../analysis/foreign-refusals.ts';
import { listWords, quoteRefusal } from '../../analysis/in-words.ts';

/**
 * The server refuses PORT because a proxy or NAT on its own side hides the client's address from it.
 *
 * Seen when: a container's userland proxy or a load balancer with source NAT stands before the server, which then sees 172.17.0.1.
 * Not this: a NAT at the client, where the server sees another public address, which is active-refused-client-nat.
 * See: RFC 2577 §3 (a server should not connect to third hosts); RFC 959 §5.3 (PORT).
 */
export default defineRule({
  id: 'active-client-hidden',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: "The server does not see the client's own address",
  needs: { 'control.connect': 'ok', 'control.stat': 'any' },
  trials: { family: 'active', needs: { listen: 'ok', reply: 'failed' } },
  check(facts, trials, { server }) {
    const control = facts['control.connect'];
    const stat = facts['control.stat'];
    const refused = foreignRefusals(trials, 'server-side', { control, stat, product: server.product });
    const [first] = refused;
    if (!first) return undefined;
    const commands = listWords(refused.map(({ command }) => command));
    return {
      confidence: 'likely',
      summary: `${commands} named ${first.announced}, but the server sees this client at ${first.seen}, an inner address of its own network, and answered ${quoteRefusal(first.words)}.`,
      because: [...refused.map(({ step }) => step), ...(stat.status === 'ok' ? ['control.stat'] : [])],
      fix: ['server/allow-foreign-data', 'client/use-passive'],
      values: { client: first.announced, mode: 'EPSV' },
      next: [
        "Connect from the server's own network, around the proxy: active mode works there if the proxy is the reason.",
      ],
    };
  },
});
