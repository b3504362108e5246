import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * PASV gets no answer at all, while EPSV is answered.
 *
 * Seen when: an FTP helper (ALG) loses the 227 that it wants to rewrite, or drops one that it cannot read.
 * Not this: a reply that says no, which is pasv-refused; EPSV unanswered as well, which is mode-command-unanswered.
 * See: RFC 959 §5.3 (PASV); Linux nf_conntrack_ftp drops a partly matched 227.
 */
export default defineRule({
  id: 'pasv-blocked',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'PASV is blocked on the way',
  needs: { 'pasv.reply': 'failed', 'epsv.reply': 'ok', 'epsv.data': 'any' },
  check({ 'pasv.reply': pasv, 'epsv.data': data }, _trials, { target }) {
    const { kind } = pasv.failure;
    if (kind !== 'timeout' && kind !== 'closed' && kind !== 'reset') return undefined;
    const works = data.status === 'ok';
    return {
      confidence: works ? 'likely' : 'possible',
      summary: `PASV was met with: ${describeFailure(pasv.failure)}. EPSV was answered${works ? ' and works' : ''}.`,
      because: ['pasv.reply', 'epsv.reply'],
      fix: ['client/use-epsv', 'network/alg'],
      values: { mode: 'EPSV', port: `${target.port}` },
      next: [
        'Try PASV over TLS or from another network: if it is answered there, a box on this path blocks it; if not, the server is at fault.',
      ],
    };
  },
});
