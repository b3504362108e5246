import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';

/**
 * The server greets, and does not answer USER or PASS.
 *
 * Seen when: its user database (LDAP, Active Directory, PAM, a network home) does not answer, or it delays logins after failed ones.
 * Not this: a refusal (login-refused); a connection that was closed (control-connection-lost).
 * See: RFC 959 §5.4 (230, 331 or 530 is due).
 */
export default defineRule({
  id: 'login-stalled',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'login',
  title: 'The server does not answer the login',
  needs: { 'control.greeting': 'any', 'control.login': 'failed' },
  check({ 'control.login': { failure, tookMs } }) {
    if (failure.kind !== 'timeout') return undefined;
    return {
      confidence: 'possible',
      summary: `The server greeted and then gave no answer to the login${withinWords(tookMs)}: the check of the user hangs there.`,
      because: ['control.login'],
      fix: ['server/check-user-database', 'server/read-log'],
      next: ['Log in on the server itself with the same user: the same wait there points to its user database.'],
    };
  },
});
