import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * TLS works on the control connection and fails on the data connection.
 *
 * Seen when: the server's data channel has other TLS settings, insists on session reuse without saying so, or a box on the way breaks TLS on unknown ports.
 * Not this: a refusal that names session reuse, which is tls-session-reuse-required and explains this.
 * See: RFC 4217 §7 (the FTP client is the TLS client on data connections), §10.2 (522 after a failed handshake).
 */
export default defineRule({
  id: 'data-tls-failed',
  cause: 'tls',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'TLS fails on the data connection',
  explains: ['transfer-refused', 'transfer-aborted'],
  needs: { 'control.tls': 'ok' },
  trials: { family: 'any', needs: { tls: 'failed' } },
  check({ 'control.tls': control }, trials) {
    const [first] = trials;
    if (!first) return undefined;
    const { failure } = first.steps.tls;
    const isSilent = failure.kind === 'timeout';
    return {
      confidence: 'possible',
      side: isSilent ? 'unknown' : 'server',
      summary: `The control connection speaks ${control.value.protocol}, but TLS on the data connection of ${listWords(trials.map(({ command }) => command))} failed: ${describeFailure(failure)}.`,
      because: trials.map(({ id }) => `${id}.tls`),
      fix: isSilent
        ? ['server/tls-protect-data', 'network/mtu']
        : ['server/tls-protect-data', 'server/session-reuse', 'client/session-reuse'],
      next: ["Read the server's TLS log; try once with session reuse switched off, and once from another network."],
    };
  },
});
