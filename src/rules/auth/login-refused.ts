import { defineRule, type Match } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { isAnonymous } from './anonymous.ts';
import { loginRefusalOf } from './login-refusal.ts';

/**
 * The server refused the user or the password.
 *
 * Seen when: a wrong user or password, a locked or expired account, a shell that is not in /etc/shells, a server without anonymous access.
 * Not this: a refusal that asks for TLS (tls-required), names a policy (login-denied-by-policy) or a limit (service-unavailable).
 * See: RFC 959 §5.4 (530 to PASS; 332 asks for ACCT); RFC 1635 (anonymous FTP).
 */
export default defineRule({
  id: 'login-refused',
  cause: 'auth',
  side: 'client',
  severity: 'error',
  stage: 'login',
  title: 'The server refused the login',
  needs: { 'control.login': 'failed' },
  check({ 'control.login': { failure } }, _trials, { target }): Match | undefined {
    if (loginRefusalOf(failure) !== 'credentials' || failure.kind !== 'rejected') return undefined;
    const said = quoteRefusal(failure);
    const rest = { because: ['control.login'], values: { user: target.user } };
    if (failure.code < 400) {
      return {
        ...rest,
        confidence: 'likely',
        summary: `The server answered ${said}: it wants more than a password from ${target.user}.`,
        fix: ['client/check-credentials'],
      };
    }
    if (isAnonymous(target.user)) {
      return {
        ...rest,
        confidence: 'likely',
        summary: `The server refused the anonymous login with ${said}: it wants a user and a password.`,
        fix: ['client/give-user'],
      };
    }
    return {
      ...rest,
      confidence: 'likely',
      summary: `The server refused the login of ${target.user} with ${said}: the user or the password is wrong, or the account is locked.`,
      fix: ['client/check-credentials', 'server/check-account'],
      next: ['The server’s log tells a wrong password from a locked account; more attempts may lead to a ban.'],
    };
  },
});
