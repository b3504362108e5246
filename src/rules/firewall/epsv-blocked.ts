import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';

/**
 * EPSV gets no answer at all, while PASV is answered.
 *
 * Seen when: a firewall or FTP helper (ALG) on the way does not know EPSV and swallows it or cuts the connection.
 * Not this: a reply that says no, which is epsv-refused; PASV unanswered as well, which is mode-command-unanswered.
 * See: RFC 2428 §3 (EPSV), §4 (why NATs need not touch it).
 */
export default defineRule({
  id: 'epsv-blocked',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'EPSV is blocked on the way',
  needs: { 'epsv.reply': 'failed', 'pasv.reply': 'ok', 'pasv.data': 'any' },
  check({ 'epsv.reply': epsv, 'pasv.data': data }, _trials, { target }) {
    const { kind } = epsv.failure;
    if (kind !== 'timeout' && kind !== 'closed' && kind !== 'reset') return undefined;
    const works = data.status === 'ok';
    return {
      confidence: works ? 'likely' : 'possible',
      summary: `EPSV was met with: ${describeFailure(epsv.failure)}. PASV was answered${works ? ' and works' : ''}.`,
      because: ['epsv.reply', 'pasv.reply'],
      fix: ['client/disable-epsv', 'network/alg'],
      values: { mode: 'PASV', port: `${target.port}` },
      next: [
        'Try EPSV over TLS or from another network: if it is answered there, a box on this path blocks it; if not, the server is at fault.',
      ],
    };
  },
});
