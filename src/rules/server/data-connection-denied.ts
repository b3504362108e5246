import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { openedConnection, openings } from '../../analysis/opened-connections.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The server says that it has no data connection (425), and nothing at this end tells why.
 *
 * Seen when: a proxy, load balancer or another host took the connection; the server waits elsewhere, has given up already, or has no socket left.
 * Not this: a connection that did not come about, for which the rules about passive ports and active connections speak.
 * See: RFC 959 §4.2.2 (425 can't open data connection).
 */
export default defineRule({
  id: 'data-connection-denied',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The server says that it has no data connection',
  explains: ['data-connection-cut', 'data-missing', 'transfer-stalled', 'active-connection-refused'],
  needs: { ...openings, 'control.tls': 'any' },
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(facts, trials) {
    const isEncrypted = facts['control.tls'].status === 'ok';
    const refused = refusedTransfers(trials, 'connection').filter(
      ({ trial, refusal }) =>
        // With TLS, these are ProFTPD's words for a session that was not resumed: tls-session-reuse-required.
        (openedConnection(trial, facts) !== undefined || isRefusedBeforeConnect(trial, facts)) &&
        !(isEncrypted && /operation not permitted/i.test(refusal.text)),
    );
    const [first] = refused;
    if (!first) return undefined;
    const opened = openedConnection(first.trial, facts);
    const despite = opened
      ? `although the data connection (port ${opened.local.port} here, ${opened.remote.port} there) stands: something else took it, or the server lost it`
      : 'before the client could connect: the server does not wait for it';
    return {
      confidence: 'possible',
      summary: `The server answered ${quoteRefusal(first.refusal)}, ${despite}.`,
      because: refused.map(({ step }) => step),
      fix: ['server/passive-listener', 'server/read-log'],
      ...(opened && { values: { ports: `${opened.remote.port}` } }),
      next: ['Look on the server itself whether the connection is there: if not, a proxy or load balancer took it.'],
    };
  },
});

/** Whether a passive connection was not made because the refusal of LIST came first. */
function isRefusedBeforeConnect(
  trial: string,
  facts: { readonly 'pasv.connect': { status: string }; readonly 'epsv.connect': { status: string } },
): boolean {
  if (trial === 'pasv') return facts['pasv.connect'].status === 'skipped';
  return trial === 'epsv' && facts['epsv.connect'].status === 'skipped';
}
