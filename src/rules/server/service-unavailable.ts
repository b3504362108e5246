import { defineRule, type Match } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import type { Failed, Outcome } from '../../core/outcome.ts';
import { loginRefusalOf } from '../auth/login-refusal.ts';
import { foreignServiceOf } from '../protocol/foreign-service.ts';

/**
 * The server itself says that it cannot serve this client now.
 *
 * Seen when: 421 for too many users or connections, a ban after failed logins, an address that is not allowed, 500 OOPS for a broken configuration.
 * Not this: a refusal of the user or password (login-refused); a connection that ends without words (greeting-closed).
 * See: RFC 959 §5.4 (421 at any time); field texts of vsftpd, ProFTPD, Pure-FTPd, FileZilla Server, IIS, pyftpdlib.
 */
export default defineRule({
  id: 'service-unavailable',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'greeting',
  title: 'The server turns this client away',
  needs: { 'control.greeting': 'any', 'control.login': 'any' },
  check({ 'control.greeting': greeting, 'control.login': login }): Match | undefined {
    const refused = refusalIn(greeting, login);
    if (!refused) return undefined;
    const [step, { failure }] = refused;
    const text = 'text' in failure ? failure.text : '';
    const kind = kinds.find(([pattern]) => pattern.test(text));
    const [, why, fix] = kind ?? [null, 'it does not say why', 'server/read-log'];
    return {
      confidence: kind ? 'certain' : 'likely',
      summary: `The server turned this client away with ${quoteRefusal(failure)}: ${why}.`,
      because: [step],
      fix: [fix],
    };
  },
});

function refusalIn(greeting: Outcome<unknown>, login: Outcome<unknown>): readonly [string, Failed] | null {
  if (greeting.status === 'failed' && greeting.failure.kind === 'rejected') {
    return foreignServiceOf(greeting.failure.text) === null ? ['control.greeting', greeting] : null;
  }
  const isLimit = login.status === 'failed' && loginRefusalOf(login.failure) === 'unavailable';
  return isLimit ? ['control.login', login] : null;
}

const kinds: readonly (readonly [pattern: RegExp, why: string, fix: string])[] = [
  [
    /\bban|not allowed|no connections allowed|refus(ed|ing connection), unknown|denied|not permitted/i,
    'it does not accept connections from this address, or has banned it',
    'server/allow-client-address',
  ],
  [
    /too many|maximum|no more connections|limit|users? (are|is) /i,
    'a limit of users or connections is reached',
    'server/connection-limit',
  ],
  [/^OOPS/i, 'its configuration is broken', 'server/check-configuration'],
];
