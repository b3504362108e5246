import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply, refusalOf } from '../../analysis/refusal.ts';
import { fixByMode, workingMode } from '../../analysis/working-mode.ts';

/**
 * The server says no to EPSV, and not to PASV.
 *
 * Seen when: the server is older than RFC 2428, or EPSV is denied by name (vsftpd `cmds_denied`, ProFTPD `<Limit EPSV>`).
 * Not this: PASV refused as well, which is passive-refused; EPSV answered with silence or a cut, which is epsv-blocked.
 * See: RFC 2428 §3 (EPSV; 522 where the network protocol is not supported); RFC 2389 §3 (FEAT).
 */
export default defineRule({
  id: 'epsv-refused',
  cause: 'mode-mismatch',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The server refuses EPSV',
  needs: { 'epsv.reply': 'failed', 'pasv.reply': 'any', 'control.feat': 'any' },
  trials: { family: 'any', needs: { data: 'any', completion: 'any' } },
  check({ 'epsv.reply': epsv, 'pasv.reply': pasv, 'control.feat': feat }, trials) {
    const refusal = refusalOf(epsv);
    const meaning = meaningOfReply(epsv);
    if (!refusal || (meaning !== 'policy' && meaning !== 'family')) return undefined;
    if (meaningOfReply(pasv) === 'policy') return undefined;
    const mode = workingMode(trials);
    const isListed = feat.status === 'ok' && feat.value.features.some(feature => /^EPSV\b/i.test(feature));
    // A server that lists EPSV and then does not know it: somebody else may have answered.
    const isContradiction = isListed && (refusal.code === 500 || refusal.code === 502);
    const despite = isContradiction ? ', although its FEAT lists EPSV' : '';
    return {
      confidence: isContradiction ? 'possible' : mode ? 'certain' : 'likely',
      cause: mode ? 'mode-mismatch' : 'server',
      summary: `The server answered EPSV with ${quoteRefusal(refusal)}${despite}${mode ? `; ${mode} works.` : '.'}`,
      because: isContradiction ? ['epsv.reply', 'control.feat'] : ['epsv.reply'],
      fix: [...(mode === 'PASV' ? ['client/disable-epsv'] : fixByMode(mode)), 'server/enable-epsv'],
      ...(mode && { values: { mode } }),
      next: isContradiction
        ? ['Try EPSV over TLS or from another network: a firewall that filters commands cannot do so there.']
        : [],
    };
  },
});
