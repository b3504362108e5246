import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * EPSV was answered with 227, the reply that belongs to PASV.
 *
 * Seen when: an FTP proxy or helper (ALG) on the way turns EPSV into PASV; rarely the server itself.
 * Not this: a garbled 229, which is epsv-malformed-reply.
 * See: RFC 2428 §3 (the reply to EPSV is 229).
 */
export default defineRule({
  id: 'epsv-answered-227',
  cause: 'nat',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'EPSV was answered as if it were PASV',
  needs: { 'epsv.reply': 'failed' },
  check({ 'epsv.reply': reply }, _trials, { target }) {
    const { failure } = reply;
    if (failure.kind !== 'malformed' || !/^227\b/.test(failure.text)) return undefined;
    return {
      confidence: 'possible',
      summary: `EPSV was answered with ${quote(failure.text)}, the reply to PASV: a proxy or helper (ALG) changed the command, or the server confuses the two.`,
      because: ['epsv.reply'],
      fix: ['client/disable-epsv', 'network/alg'],
      values: { mode: 'PASV', port: `${target.port}` },
      next: ['Try EPSV over TLS, where no helper can change it: a 229 there proves the helper.'],
    };
  },
});
