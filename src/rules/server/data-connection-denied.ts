import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { openedConnection, openings } from '../../analysis/opened-connections.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The data connection stands at this end, and the server says that it has none (425).
 *
 * Seen when: a proxy, load balancer or another host took the connection; the server waits elsewhere or had given up already.
 * Not this: a connection that did not come about, for which the rules about passive ports and active connections speak.
 * See: RFC 959 §4.2.2 (425 can't open data connection).
 */
export default defineRule({
  id: 'data-connection-denied',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The server does not see the data connection that stands',
  explains: ['data-connection-cut', 'data-missing', 'transfer-stalled'],
  needs: { ...openings, 'control.tls': 'any' },
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(facts, trials) {
    const isEncrypted = facts['control.tls'].status === 'ok';
    const refused = refusedTransfers(trials, 'connection').filter(
      ({ trial, refusal }) =>
        openedConnection(trial, facts) !== undefined &&
        // With TLS, these are ProFTPD's words for a session that was not resumed: tls-session-reuse-required.
        !(isEncrypted && /operation not permitted/i.test(refusal.text)),
    );
    const [first] = refused;
    if (!first) return undefined;
    const opened = openedConnection(first.trial, facts);
    return {
      confidence: 'possible',
      summary: `The server answered ${quoteRefusal(first.refusal)}, although the data connection (${opened?.local.port} here, ${opened?.remote.port} there) stands: something else took it, or the server lost it.`,
      because: refused.flatMap(({ step, trial }) => [
        /^(pasv|epsv)$/.test(trial) ? `${trial}.connect` : `${trial}.accept`,
        step,
      ]),
      fix: ['server/passive-listener', 'server/read-log'],
      values: { ports: `${opened?.remote.port}` },
      next: [
        'Look on the server itself whether the connection is there: if not, a proxy or load balancer on the way took it.',
      ],
    };
  },
});
