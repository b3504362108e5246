import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';

/**
 * The server says no to EPRT, and takes PORT.
 *
 * Seen when: the server is older than RFC 2428, or an FTP helper on the way knows only PORT.
 * Not this: PORT refused as well, which is active-refused-by-policy or active-refused-client-nat.
 * See: RFC 2428 §2 (EPRT; 522 lists the protocols that the server knows).
 */
export default defineRule({
  id: 'eprt-refused',
  cause: 'mode-mismatch',
  side: 'server',
  severity: 'warning',
  stage: 'mode',
  title: 'The server refuses EPRT',
  needs: { 'eprt.reply': 'failed', 'port.reply': 'ok' },
  check({ 'eprt.reply': reply }) {
    const meaning = meaningOfReply(reply);
    if (meaning !== 'policy' && meaning !== 'family') return undefined;
    return {
      confidence: 'certain',
      summary: `The server answered EPRT with ${quoteRefusal(reply.failure)}, and took PORT. Over IPv4 PORT is enough.`,
      because: ['eprt.reply', 'port.reply'],
      fix: ['client/use-active'],
      values: { mode: 'PORT' },
    };
  },
});
