import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * The control connection does not survive AUTH TLS, and without it the login works.
 *
 * Seen when: a firewall that inspects FTP forbids AUTH, so that it can go on reading, and cuts the connection or swallows the command.
 * Not this: a reply that says no, after which the login goes on in clear (tls-not-offered); a handshake that fails (tls-handshake-failed).
 * See: RFC 4217 §4 (AUTH TLS and its replies); Cisco ASA `inspect ftp strict`.
 */
export default defineRule({
  id: 'auth-tls-blocked',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'tls',
  title: 'AUTH TLS is blocked on the way',
  explains: ['control-connection-lost'],
  needs: { 'control.auth': 'failed', sessions: 'ok' },
  check({ 'control.auth': { failure } }, _trials, { target }) {
    if (failure.kind !== 'reset' && failure.kind !== 'closed' && failure.kind !== 'timeout') return undefined;
    return {
      confidence: 'likely',
      summary: `AUTH TLS was met with: ${describeFailure(failure)}; without it the login works. A firewall that reads FTP forbids TLS, or the server breaks at it.`,
      because: ['control.auth', 'sessions'],
      fix: ['network/alg', 'server/read-log'],
      values: { host: target.host, port: `${target.port}` },
      next: ['Run it from another network: if AUTH TLS works there, a device in this path forbids it.'],
    };
  },
});
