import { defineRule } from '../../analysis/define-rule.ts';
import { foreignRefusals } from '../../analysis/foreign-refusals.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';

/**
 * The address in PORT or EPRT was changed on the way, and the server refuses what arrived.
 *
 * Seen when: the FTP helper (ALG) of a router or firewall translates to an address that is not the one it sends from.
 * Not this: the address arrives as sent, which is active-refused-client-nat.
 * See: Pure-FTPd `500 I won't open a connection to A (only to B)`; pyftpdlib `501 Rejected data connection to foreign address A:port.`
 */
export default defineRule({
  id: 'active-argument-rewritten',
  cause: 'nat',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'An ALG on the way changes the address in PORT, and gets it wrong',
  needs: { 'control.connect': 'ok', 'control.stat': 'any' },
  trials: { family: 'active', needs: { listen: 'ok', reply: 'failed' } },
  check(facts, trials, { server, target }) {
    const control = facts['control.connect'];
    const stat = facts['control.stat'];
    const [first] = foreignRefusals(trials, 'rewritten', { control, stat, product: server.product });
    if (!first) return undefined;
    return {
      confidence: 'certain',
      summary: `${first.command} was sent with ${first.announced}, but ${first.arrived} arrived at the server, which answered ${quoteRefusal(first.words)}.`,
      because: [first.step],
      fix: ['network/alg', 'client/use-passive'],
      values: { port: `${target.port}`, announced: first.announced, mode: 'EPSV' },
    };
  },
});
