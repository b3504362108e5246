import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';
import { fixByMode, workingMode } from '../../analysis/working-mode.ts';

/**
 * The server says no to PASV, and not to EPSV.
 *
 * Seen when: PASV is switched off or filtered by name (ProFTPD `<Limit PASV>`, vsftpd `cmds_denied`), or the server is extended-passive only.
 * Not this: EPSV refused as well, which is passive-refused; no free port, which is data-ports-exhausted.
 * See: RFC 959 §5.4 (replies to PASV: 227 or 500, 501, 502, 421, 530); RFC 2428 §3 (EPSV).
 */
export default defineRule({
  id: 'pasv-refused',
  cause: 'mode-mismatch',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The server refuses PASV',
  needs: { 'pasv.reply': 'failed', 'epsv.reply': 'any' },
  trials: { family: 'any', needs: { data: 'any', completion: 'any' } },
  check({ 'pasv.reply': pasv, 'epsv.reply': epsv }, trials) {
    if (meaningOfReply(pasv) !== 'policy' || meaningOfReply(epsv) === 'policy') return undefined;
    const mode = workingMode(trials);
    return {
      confidence: mode ? 'certain' : 'likely',
      summary: `The server answered PASV with ${quoteRefusal(pasv.failure)}${mode ? `; ${mode} works.` : '.'}`,
      because: ['pasv.reply'],
      fix: [...fixByMode(mode), 'server/enable-passive'],
      ...(mode && { values: { mode } }),
    };
  },
});
