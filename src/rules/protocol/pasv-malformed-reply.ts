import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * The reply to PASV does not hold six numbers that make an address and a port.
 *
 * Seen when: a faulty server, octets over 255, port 0, or an FTP helper (ALG) that garbles the 227.
 * Not this: a refusal, which is pasv-refused; a 229, which is pasv-answered-229.
 * See: RFC 959 §5.3 (h1,h2,h3,h4,p1,p2); RFC 1123 §4.1.2.6 (the text around the numbers is free).
 */
export default defineRule({
  id: 'pasv-malformed-reply',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The reply to PASV cannot be read',
  needs: { 'pasv.reply': 'failed' },
  check({ 'pasv.reply': reply }, _trials, { target }) {
    const { failure } = reply;
    if (failure.kind !== 'malformed' || /^229\b/.test(failure.text)) return undefined;
    return {
      confidence: 'likely',
      summary: `PASV was answered with ${quote(failure.text)}: ${failure.problem}.`,
      because: ['pasv.reply'],
      fix: ['client/use-epsv', 'server/restart-update', 'network/alg'],
      values: { mode: 'EPSV', port: `${target.port}` },
      next: ['Compare the reply over TLS, which no helper (ALG) can change.'],
    };
  },
});
