import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';
import { fixByMode, workingMode } from '../../analysis/working-mode.ts';

/**
 * The server says no to PASV and to EPSV: passive mode is switched off.
 *
 * Seen when: vsftpd `pasv_enable=NO` (`550 Permission denied.`), passive mode disabled in Titan, Serv-U or Pure-FTPd.
 * Not this: only one of the two refused, which is pasv-refused or epsv-refused; no free port, which is data-ports-exhausted.
 * See: RFC 959 §5.4 (502 command not implemented); RFC 2428 §3.
 */
export default defineRule({
  id: 'passive-refused',
  cause: 'mode-mismatch',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The server refuses passive mode',
  needs: { 'pasv.reply': 'failed', 'epsv.reply': 'failed' },
  trials: { family: 'any', needs: { reply: 'any', data: 'any', completion: 'any' } },
  check({ 'pasv.reply': pasv, 'epsv.reply': epsv }, trials) {
    if (meaningOfReply(pasv) !== 'policy' || meaningOfReply(epsv) !== 'policy') return undefined;
    const mode = workingMode(trials);
    const isRefusedToo = trials.some(
      ({ family, steps }) => family === 'active' && meaningOfReply(steps.reply) === 'policy',
    );
    const words = [quoteRefusal(pasv.failure), quoteRefusal(epsv.failure)];
    const said =
      words[0] === words[1]
        ? `The server answered PASV and EPSV with ${words[0]}`
        : `The server answered PASV with ${words[0]} and EPSV with ${words[1]}`;
    return {
      confidence: mode ? 'certain' : 'likely',
      cause: isRefusedToo ? 'server' : 'mode-mismatch',
      summary: `${said}${mode ? `; active mode (${mode}) works.` : '.'}`,
      because: ['pasv.reply', 'epsv.reply'],
      fix: ['server/enable-passive', ...fixByMode(mode)],
      ...(mode && { values: { mode } }),
    };
  },
});
