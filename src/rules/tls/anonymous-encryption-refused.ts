import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { loginRefusalOf } from '../auth/login-refusal.ts';

/**
 * The server offers TLS, and does not allow it to anonymous users.
 *
 * Seen when: vsftpd with ssl_enable=YES and without allow_anon_ssl=YES.
 * Not this: a server that refuses anonymous users altogether (login-refused, login-denied-by-policy).
 * See: vsftpd.conf(5) allow_anon_ssl; its reply `530 Anonymous sessions may not use encryption.`
 */
export default defineRule({
  id: 'anonymous-encryption-refused',
  cause: 'tls',
  side: 'server',
  severity: 'error',
  stage: 'login',
  title: 'Anonymous logins must not be encrypted',
  needs: { 'control.login': 'failed' },
  check({ 'control.login': { failure } }, _trials, { target }) {
    if (loginRefusalOf(failure) !== 'refuses-tls') return undefined;
    return {
      confidence: 'certain',
      summary: `The server answered the login with ${quoteRefusal(failure)}: it allows anonymous users no TLS.`,
      because: ['control.login'],
      fix: ['server/allow-anonymous-tls', 'client/use-clear-for-anonymous'],
      // With TLS only where it is of use, the check goes on in clear, as an anonymous client would.
      severity: target.tls === 'auto' ? 'info' : 'error',
    };
  },
});
