import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';

/**
 * TLS was asked for, and the server refused AUTH TLS.
 *
 * Seen when: TLS is not set up on the server (ssl_enable, TLSEngine), its certificate cannot be read, or a device that inspects FTP refuses AUTH in its name.
 * Not this: a check that takes TLS only where it is offered.
 * See: RFC 4217 §4 (AUTH TLS); RFC 2228 §3 (431, 500, 502, 504, 534).
 */
export default defineRule({
  id: 'tls-not-offered',
  cause: 'tls',
  side: 'server',
  severity: 'error',
  stage: 'tls',
  title: 'The server offers no TLS',
  needs: { 'control.auth': 'failed' },
  check({ 'control.auth': { failure } }, _trials, { target }) {
    if (target.tls !== 'explicit' || failure.kind !== 'rejected') return undefined;
    return {
      confidence: 'likely',
      summary: `TLS was asked for, and the server answered AUTH TLS with ${quoteRefusal(failure)}: it offers none.`,
      because: ['control.auth'],
      fix: ['server/enable-tls'],
      next: ['Run it from another network: if AUTH TLS works there, a device in this path forbids it.'],
    };
  },
});
