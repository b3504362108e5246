import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/** ProFTPD hands on the system's word for its own refusal; without TLS it means something else. */
const proftpdWords = /operation not permitted/i;

/**
 * The server wants the data connection to resume the TLS session of the control connection.
 *
 * Seen when: vsftpd `require_ssl_reuse=YES` (its default), ProFTPD without `NoSessionReuseRequired`, FileZilla Server; the client does not or cannot resume.
 * Not this: a data connection in clear, which is prot-p-required; a handshake that fails by itself, which is data-tls-failed.
 * See: RFC 4217 §10.2 (a server may insist on a cached session, and answers 522); vsftpd 522, FileZilla Server 425 and 450, ProFTPD `425 Unable to build data connection: Operation not permitted`.
 */
export default defineRule({
  id: 'tls-session-reuse-required',
  cause: 'tls',
  side: 'client',
  severity: 'error',
  stage: 'transfer',
  title: 'The server requires TLS session reuse on data connections',
  explains: ['data-tls-failed', 'data-connection-cut', 'data-missing', 'transfer-stalled'],
  needs: { 'control.tls': 'ok' },
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any', tls: 'any' } },
  check(_facts, trials) {
    const told = refusedTransfers(trials, 'session-reuse');
    const hinted = refusedTransfers(trials, 'connection').filter(({ refusal }) => proftpdWords.test(refusal.text));
    const refused = told.length > 0 ? told : hinted;
    const [first] = refused;
    if (!first) return undefined;
    const tls = trials.find(({ id }) => id === first.trial)?.steps.tls;
    const session = tls?.status === 'ok' ? tls.value.session : undefined;
    const isResumed = session === 'reused';
    const why = isResumed ? 'although the session was resumed' : 'and this data connection did not resume it';
    return {
      confidence: told.length === 0 || isResumed ? 'possible' : session === undefined ? 'likely' : 'certain',
      side: isResumed ? 'server' : 'client',
      summary: `The server answered ${quoteRefusal(first.refusal)}: it ${told.length > 0 ? 'wants' : 'most likely wants'} the control connection's TLS session on data connections, ${why}.`,
      because: refused.flatMap(({ step, trial }) => (session === undefined ? [step] : [`${trial}.tls`, step])),
      fix: isResumed ? ['server/session-reuse', 'server/read-log'] : ['client/session-reuse', 'server/session-reuse'],
      next:
        told.length === 0
          ? [
              'Switch the requirement off for one try (TLSOptions NoSessionReuseRequired): if it works then, this was the reason.',
            ]
          : [],
    };
  },
});
