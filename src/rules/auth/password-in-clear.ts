import { defineRule } from '../../analysis/define-rule.ts';
import { isAnonymous } from './anonymous.ts';

/**
 * A password went over the network unencrypted.
 *
 * Seen when: TLS was switched off, or the server offers none and the check went on without.
 * Not this: an anonymous login, whose password is no secret; a login by USER alone.
 * See: RFC 2577 §5 (passwords in clear text); RFC 4217 (FTP with TLS).
 */
export default defineRule({
  id: 'password-in-clear',
  cause: 'tls',
  side: 'client',
  severity: 'info',
  stage: 'login',
  title: 'The password was sent in clear text',
  needs: { 'control.login': 'ok', 'control.auth': 'any', 'control.feat': 'any' },
  check({ 'control.login': { value }, 'control.auth': auth, 'control.feat': feat }, _trials, { server }) {
    if (value.password !== 'clear' || isAnonymous(value.user)) return undefined;
    // Pure-FTPd lists AUTH TLS without a certificate too, and refuses it then.
    const isListed = auth.status === 'ok' || (auth.status === 'skipped' && server.product !== 'pure-ftpd');
    const offersTls =
      isListed && feat.status === 'ok' && feat.value.features.some(line => /^AUTH\b.*\b(TLS|SSL)/i.test(line));
    // A recording may be of a client that never asked.
    const isAsked = auth.status === 'failed' || feat.status !== 'skipped';
    const offer = offersTls ? ', although the server offers TLS' : isAsked ? '; the server offers no TLS' : '';
    return {
      confidence: 'certain',
      summary: `The password of ${value.user} was sent in clear text${offer}.`,
      because: offersTls ? ['control.login', 'control.feat'] : ['control.login'],
      fix: [offersTls || !isAsked ? 'client/use-explicit-tls' : 'server/enable-tls'],
      values: { user: value.user },
      severity: offersTls ? 'warning' : 'info',
    };
  },
});
