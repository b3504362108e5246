import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';
import { fixByMode, workingMode } from '../../analysis/working-mode.ts';

/**
 * The client used PASV on an IPv6 control connection, where it cannot name an address.
 *
 * Seen when: Pure-FTPd `425 You cannot use PASV on IPv6 connections. Use EPSV instead.`, FileZilla Server `500 You are connected using IPv6.`, z/OS 522.
 * Not this: PASV refused over IPv4, which is pasv-refused.
 * See: RFC 2428 §1 (PASV and PORT carry IPv4 addresses only) and §3 (EPSV).
 */
export default defineRule({
  id: 'pasv-on-ipv6-refused',
  cause: 'mode-mismatch',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: 'PASV was used over IPv6',
  needs: { 'pasv.reply': 'failed', 'control.connect': 'ok' },
  trials: { family: 'any', needs: { data: 'any', completion: 'any' } },
  check({ 'pasv.reply': reply, 'control.connect': control }, trials) {
    if (meaningOfReply(reply) !== 'family') return undefined;
    const mode = workingMode(trials, ['EPSV']);
    const reached = control.value.remote.host;
    return {
      confidence: reached.includes(':') ? 'certain' : 'likely',
      summary: `The server was reached at ${reached} and answered PASV with ${quoteRefusal(reply.failure)}${mode ? '; EPSV works.' : '.'}`,
      because: ['control.connect', 'pasv.reply'],
      fix: fixByMode('EPSV'),
      values: { mode: 'EPSV' },
    };
  },
});
