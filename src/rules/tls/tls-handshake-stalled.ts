import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';

/**
 * The TLS handshake began, and the server's part of it did not come.
 *
 * Seen when: a firewall that drops large ClientHello messages, a path that swallows full-sized packets (MTU), a server that hangs.
 * Not this: an alert or an end of the connection (tls-handshake-failed); silence on the implicit port (tls-mode-mismatch).
 * See: RFC 8446 §2 (the handshake); RFC 4821 §1 (black holes of path MTU discovery).
 */
export default defineRule({
  id: 'tls-handshake-stalled',
  cause: 'tls',
  side: 'unknown',
  severity: 'error',
  stage: 'tls',
  title: 'The TLS handshake does not go on',
  needs: { 'control.tls': 'failed' },
  check({ 'control.tls': { failure, tookMs } }, _trials, { target }) {
    if (failure.kind !== 'timeout') return undefined;
    const first = target.tls === 'implicit' ? 'The connection stands' : 'The server agreed to TLS';
    return {
      confidence: 'possible',
      summary: `${first}, and nothing came of the handshake${withinWords(tookMs)}: the server hangs, or a device drops large packets or TLS itself.`,
      because: ['control.tls'],
      fix: ['network/check-mtu', 'network/alg', 'server/read-log'],
      next: ['Make the same handshake on the server itself: success there means that the path swallows it.'],
    };
  },
});
