import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * PASV was answered with 229, the reply that belongs to EPSV.
 *
 * Seen when: the client's IPv4 runs over IPv6 (464XLAT, FTP64), and the translator's FTP helper (ALG) turned PASV into EPSV.
 * Not this: a garbled 227, which is pasv-malformed-reply.
 * See: RFC 6384 (FTP through IPv6-to-IPv4 translators); RFC 2428 §3.
 */
export default defineRule({
  id: 'pasv-answered-229',
  cause: 'nat',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'An ALG on the way turned PASV into EPSV',
  needs: { 'pasv.reply': 'failed' },
  check({ 'pasv.reply': reply }, _trials, { target }) {
    const { failure } = reply;
    if (failure.kind !== 'malformed' || !/^229\b/.test(failure.text)) return undefined;
    return {
      confidence: 'likely',
      summary: `PASV was answered with ${quote(failure.text)}, the reply to EPSV: a translator between IPv4 and IPv6 changed the command.`,
      because: ['pasv.reply'],
      fix: ['client/use-epsv', 'network/alg'],
      values: { mode: 'EPSV', port: `${target.port}` },
      next: ['Try PASV from a network with IPv4 of its own: a 227 there proves the translator.'],
    };
  },
});
