import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server refuses data connections that are not encrypted.
 *
 * Seen when: vsftpd `force_local_data_ssl=YES`, ProFTPD `TLSRequired on`, IIS "Require SSL", pyftpdlib `tls_data_required`; the client sent no PROT P.
 * Not this: a wish for session reuse, which is tls-session-reuse-required.
 * See: RFC 4217 §9 (PBSZ 0, PROT P), §10.2 (521, 522); RFC 2228 §5 (533, 534).
 */
export default defineRule({
  id: 'prot-p-required',
  cause: 'tls',
  side: 'client',
  severity: 'error',
  stage: 'transfer',
  title: 'The server requires encrypted data connections',
  explains: ['data-connection-cut', 'data-missing', 'transfer-stalled'],
  needs: { 'control.tls': 'any', 'control.protect': 'any' },
  trials: { family: 'any', needs: { reply: 'any', preliminary: 'any', completion: 'any' } },
  check({ 'control.tls': tls, 'control.protect': protect }, trials) {
    const early = trials.flatMap(({ id, steps: { reply } }) =>
      reply.status === 'failed' && meaningOfReply(reply) === 'protection'
        ? [{ step: `${id}.reply`, refusal: reply.failure }]
        : [],
    );
    const refused = [...early, ...refusedTransfers(trials, 'protection')];
    const [first] = refused;
    if (!first) return undefined;
    const isProtected = protect.status === 'ok';
    const how = isProtected
      ? 'although PROT P was accepted'
      : tls.status === 'ok'
        ? 'and they were in clear'
        : 'and this session is not encrypted at all';
    return {
      confidence: isProtected ? 'possible' : 'certain',
      side: isProtected ? 'server' : 'client',
      summary: `The server answered ${quoteRefusal(first.refusal)}: it wants encrypted data connections, ${how}.`,
      because: refused.map(({ step }) => step),
      fix: isProtected ? ['server/tls-protect-data', 'server/read-log'] : ['client/prot-p'],
      next: isProtected ? ["Read the server's log: it has the reason why a protected connection is not enough."] : [],
    };
  },
});
