import { defineRule } from '../../analysis/define-rule.ts';
import { firstWordsOf } from '../protocol/first-words.ts';
import { foreignServiceOf } from '../protocol/foreign-service.ts';

/**
 * The port answers with TLS from the first byte: it is implicit FTPS, or another TLS service.
 *
 * Seen when: port 990 without implicit TLS in the client's settings.
 * Not this: TLS that begins after AUTH TLS, on port 21.
 * See: RFC 8446 §5.1 (records begin with 0x15 or 0x16 and 0x03); RFC 4217 §A (the implicit port 990, deprecated).
 */
export default defineRule({
  id: 'port-speaks-tls',
  cause: 'tls',
  side: 'client',
  severity: 'error',
  stage: 'greeting',
  title: 'The port expects TLS from the first byte',
  needs: { 'control.greeting': 'any' },
  check({ 'control.greeting': greeting }, _trials, { target }) {
    if (foreignServiceOf(firstWordsOf(greeting)) !== 'tls') return undefined;
    return {
      confidence: 'certain',
      summary: `${target.host} port ${target.port} answered with TLS where a clear greeting was expected: it wants implicit TLS.`,
      because: ['control.greeting'],
      fix: ['client/use-implicit-tls'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
