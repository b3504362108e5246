import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * The data connection shows another certificate than the control connection.
 *
 * Seen when: a load balancer sends control and data to different nodes, or somebody in between intercepts one of the two.
 * Not this: a resumed session, which shows no certificate at all.
 * See: RFC 4217 §15 (security considerations: who is at the other end of the data connection).
 */
export default defineRule({
  id: 'certificate-differs-on-data',
  cause: 'tls',
  side: 'server',
  severity: 'warning',
  stage: 'transfer',
  title: 'Control and data connection show different certificates',
  needs: { 'control.tls': 'ok', 'control.connect': 'ok' },
  trials: { family: 'any', needs: { tls: 'ok' } },
  check({ 'control.tls': control, 'control.connect': connect }, trials) {
    const own = control.value.chain[0];
    if (!own) return undefined;
    const others = trials.filter(({ steps }) => {
      const leaf = steps.tls.value.chain[0];
      return leaf !== undefined && leaf.fingerprint256 !== own.fingerprint256;
    });
    const other = others[0]?.steps.tls.value.chain[0];
    if (!other) return undefined;
    return {
      confidence: 'certain',
      summary: `The control connection showed ${quote(own.subject)}, the data connection ${quote(other.subject)} with another fingerprint. Careful clients refuse that.`,
      because: ['control.tls', ...others.map(({ id }) => `${id}.tls`)],
      fix: ['server/same-certificate'],
      values: { address: connect.value.remote.host },
      next: ['If nobody has set this up, somebody may be intercepting one of the two connections.'],
    };
  },
});
