import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { loginRefusalOf } from './login-refusal.ts';

/**
 * The server does not let this user in, whatever the password, or cannot give it a home directory.
 *
 * Seen when: vsftpd's userlist (530 to USER), "anonymous only", a writable root inside chroot (500 OOPS), IIS without a home directory or host name.
 * Not this: a wrong password, which is refused after PASS (login-refused).
 * See: RFC 959 §5.4 (530); vsftpd.conf(5) userlist_deny, local_enable, allow_writeable_chroot; RFC 7151 (HOST).
 */
export default defineRule({
  id: 'login-denied-by-policy',
  cause: 'auth',
  side: 'server',
  severity: 'error',
  stage: 'login',
  title: 'The server does not let this user in',
  needs: { 'control.login': 'failed' },
  check({ 'control.login': { failure } }, _trials, { target }) {
    const refusal = loginRefusalOf(failure);
    if (refusal !== 'policy' && refusal !== 'home') return undefined;
    const said = quoteRefusal(failure);
    const isChroot = failure.kind === 'rejected' && /chroot/i.test(failure.text);
    return {
      confidence: 'likely',
      summary:
        refusal === 'policy'
          ? `The server answered ${said}: it does not let ${target.user} in, whatever the password.`
          : `The server answered ${said}: it cannot give ${target.user} a home directory.`,
      because: ['control.login'],
      fix: [
        refusal === 'policy' ? 'server/allow-user' : isChroot ? 'server/chroot-directory' : 'server/home-directory',
      ],
      values: { user: target.user },
    };
  },
});
