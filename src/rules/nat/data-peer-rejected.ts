import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server refuses the data connection because it comes from another address than the control connection.
 *
 * Seen when: the client's NAT has several outside addresses (carrier NAT, multi-WAN, cloud egress pools) and uses two of them.
 * Not this: PORT with a foreign address, which is active-refused-client-nat.
 * See: vsftpd `425 Security: Bad IP connecting.` (`pasv_promiscuous`), pyftpdlib `425 Rejected data connection from foreign address`; RFC 2577 §3.
 */
export default defineRule({
  id: 'data-peer-rejected',
  cause: 'nat',
  side: 'client',
  severity: 'error',
  stage: 'transfer',
  title: 'Control and data connection leave from different addresses',
  explains: ['data-connection-cut', 'data-missing', 'transfer-stalled'],
  needs: { 'control.connect': 'ok' },
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check({ 'control.connect': control }, trials) {
    const refused = refusedTransfers(trials, 'foreign-peer');
    const [first] = refused;
    if (!first) return undefined;
    const came = /foreign address ([\da-f.:]+):\d+/i.exec(first.refusal.text)?.[1];
    const from = came === undefined ? 'another address than the control connection' : came;
    return {
      confidence: 'likely',
      summary: `The server answered ${quoteRefusal(first.refusal)}: it saw the data connection come from ${from}. A NAT with several outside addresses on the client's side does that.`,
      because: refused.map(({ step }) => step),
      fix: ['client/one-outside-address', 'server/allow-foreign-data'],
      values: { client: came ?? control.value.local.host },
      next: ["Compare the two client addresses in the server's log."],
    };
  },
});
