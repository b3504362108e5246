import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import type { Failure } from '../../core/failure.ts';
import { foreignServiceOf } from './foreign-service.ts';

/**
 * What came in place of the greeting is no FTP reply.
 *
 * Seen when: a banner file without a last line `220 `, another service on this port, a device that rewrites the greeting.
 * Not this: a service that can be named: SSH, HTTP, mail (wrong-protocol-…) or TLS (port-speaks-tls).
 * See: RFC 959 §4.2 (a reply is three digits and a space; the last line of several too); RFC 1123 §4.1.2.
 */
export default defineRule({
  id: 'greeting-malformed',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'greeting',
  title: 'The greeting is not FTP',
  needs: { 'control.greeting': 'failed' },
  check({ 'control.greeting': { failure } }, _trials, { target }) {
    const problem = problemIn(failure);
    if (problem === null) return undefined;
    return {
      confidence: 'likely',
      summary: `What ${target.host} port ${target.port} sent is not an FTP greeting: ${problem}.`,
      because: ['control.greeting'],
      fix: ['client/check-port', 'server/check-greeting'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});

function problemIn(failure: Failure): string | null {
  if (failure.kind === 'flood') return `more than ${failure.limitBytes} bytes came, and it did not end`;
  if (failure.kind !== 'malformed' && failure.kind !== 'closed') return null;
  if (failure.text === '' || foreignServiceOf(failure.text) !== null) return null;
  const quoted = quote(failure.text);
  return failure.kind === 'closed' ? `it broke off after ${quoted}` : `${failure.problem} (${quoted})`;
}
