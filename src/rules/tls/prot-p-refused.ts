import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusalOf } from '../../analysis/refusal.ts';

/**
 * The server encrypts the control connection, and will not encrypt data connections.
 *
 * Seen when: the server or a proxy before it cannot protect data (536), or its policy forbids it (534).
 * Not this: the contrary, a server that insists on encryption, which is prot-p-required.
 * See: RFC 4217 §9 (PROT); RFC 2228 §5 (534 policy, 536 not supported).
 */
export default defineRule({
  id: 'prot-p-refused',
  cause: 'tls',
  side: 'server',
  severity: 'warning',
  stage: 'transfer',
  title: 'The server does not encrypt data connections',
  needs: { 'control.tls': 'ok', 'control.protect': 'failed' },
  check({ 'control.protect': protect }) {
    const refusal = refusalOf(protect);
    if (!refusal) return undefined;
    return {
      confidence: 'certain',
      summary: `The server answered PROT P with ${quoteRefusal(refusal)}: listings and files go in clear.`,
      because: ['control.protect'],
      fix: ['client/prot-c'],
    };
  },
});
