import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * The reply to EPSV does not hold a port in the form (|||port|).
 *
 * Seen when: a faulty server, port 0 or over 65535, or an FTP helper (ALG) that garbles the 229.
 * Not this: a refusal, which is epsv-refused; a 227, which is epsv-answered-227.
 * See: RFC 2428 §3 (the two fields before the port are empty).
 */
export default defineRule({
  id: 'epsv-malformed-reply',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The reply to EPSV cannot be read',
  needs: { 'epsv.reply': 'failed' },
  check({ 'epsv.reply': reply }, _trials, { target }) {
    const { failure } = reply;
    if (failure.kind !== 'malformed' || /^227\b/.test(failure.text)) return undefined;
    return {
      confidence: 'likely',
      summary: `EPSV was answered with ${quote(failure.text)}: ${failure.problem}.`,
      because: ['epsv.reply'],
      fix: ['client/disable-epsv', 'server/restart-update', 'network/alg'],
      values: { mode: 'PASV', port: `${target.port}` },
      next: ['Compare the reply over TLS, which no helper (ALG) can change.'],
    };
  },
});
