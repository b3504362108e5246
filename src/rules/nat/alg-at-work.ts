import { defineRule } from '../../analysis/define-rule.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';

/**
 * Active mode works through a NAT because an FTP helper (ALG) on the way translates PORT.
 *
 * Seen when: a router with nf_nat_ftp or "FTP ALG" stands before the client; PORT where the helper does not look was refused.
 * Not this: a server that takes foreign addresses, or puts the one it sees in their place, which takes the disguised PORT as well.
 * See: Linux net/netfilter/nf_conntrack_ftp.c (it looks only at the start of a segment); RFC 2663 §2.9 (ALG).
 */
export default defineRule({
  id: 'alg-at-work',
  cause: 'nat',
  side: 'client',
  severity: 'info',
  stage: 'mode',
  title: 'A helper (ALG) on the way makes active mode work',
  needs: { 'control.connect': 'ok', 'port.accept': 'ok', 'disguised-port.reply': 'failed' },
  check({ 'control.connect': control, 'disguised-port.reply': disguised }) {
    if (meaningOfReply(disguised) !== 'foreign-address') return undefined;
    return {
      confidence: 'certain',
      summary: `PORT with ${control.value.local.host}, a private address, works only because a helper (ALG) on the way translates it: sent where the helper does not look, the same command was refused. TLS hides the command from it, so that active mode will fail with TLS.`,
      because: ['port.accept', 'disguised-port.reply'],
      fix: ['client/use-passive'],
      values: { mode: 'EPSV' },
      next: ['With TLS, or on another control port than the one that the helper watches, use passive mode.'],
    };
  },
});
