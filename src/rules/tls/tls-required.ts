import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { loginRefusalOf } from '../auth/login-refusal.ts';

/**
 * The server lets nobody log in without TLS, and the control connection was clear.
 *
 * Seen when: force_local_logins_ssl (vsftpd), TLSRequired (ProFTPD), "Require SSL" (IIS), and a client that is set to plain FTP.
 * Not this: a wrong password, which the same code 530 may tell (login-refused).
 * See: RFC 4217 §11 (534 and 530 when security is required); field texts of each product.
 */
export default defineRule({
  id: 'tls-required',
  cause: 'tls',
  side: 'client',
  severity: 'error',
  stage: 'login',
  title: 'The server requires TLS',
  needs: { 'control.auth': 'any', 'control.login': 'failed' },
  check({ 'control.auth': auth, 'control.login': { failure } }, _trials, { target }) {
    if (loginRefusalOf(failure) !== 'needs-tls') return undefined;
    const said = `The server answered the login with ${quoteRefusal(failure)}: it wants TLS first.`;
    if (auth.status === 'failed') {
      return {
        confidence: 'possible',
        summary: `${said} Yet AUTH TLS ended with ${quoteRefusal(auth.failure)} before.`,
        because: ['control.auth', 'control.login'],
        fix: ['server/enable-tls', 'network/alg'],
        next: ['Run it from another network: a device that inspects FTP may refuse AUTH in the name of the server.'],
        side: 'unknown',
      };
    }
    return {
      confidence: 'certain',
      summary: target.tls === 'off' ? `${said} TLS was switched off here.` : said,
      because: ['control.login'],
      fix: ['client/use-explicit-tls'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
