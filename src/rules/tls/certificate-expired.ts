import { defineRule, type Match } from '../../analysis/define-rule.ts';

/**
 * A certificate that the server sent is past its end, or before its beginning.
 *
 * Seen when: the renewal was forgotten, or the server was not restarted after it; rarely, a wrong clock on this machine.
 * Not this: a certificate whose issuer is not known (certificate-untrusted).
 * See: RFC 5280 §4.1.2.5 (validity).
 */
export default defineRule({
  id: 'certificate-expired',
  cause: 'tls',
  side: 'server',
  severity: 'warning',
  stage: 'tls',
  title: 'The certificate is outside its dates',
  needs: { 'control.tls': 'ok' },
  check({ 'control.tls': { value } }, _trials, { startedAt, target }): Match | undefined {
    if (target.insecure) return undefined;
    const now = Date.parse(startedAt);
    const expired = value.chain.find(({ validTo }) => Date.parse(validTo) < now);
    const early = value.chain.find(({ validFrom }) => Date.parse(validFrom) > now);
    const outside = expired ?? early;
    if (!outside) return undefined;
    const which = outside === value.chain[0] ? 'The certificate' : `The issuer's certificate (${outside.subject})`;
    const rest = { confidence: 'certain', because: ['control.tls'] } as const;
    if (expired) {
      const day = outside.validTo.slice(0, 10);
      return {
        ...rest,
        summary: `${which} expired on ${day}: clients refuse it or ask their users.`,
        fix: ['server/renew-certificate'],
        values: { date: day },
      };
    }
    const day = outside.validFrom.slice(0, 10);
    return {
      ...rest,
      confidence: 'likely',
      summary: `${which} is not valid before ${day}: it was made too early, or the clock of this machine is slow.`,
      fix: ['server/renew-certificate', 'client/set-clock'],
      values: { date: day },
    };
  },
});
