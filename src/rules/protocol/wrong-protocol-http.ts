import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import { firstWordsOf } from './first-words.ts';
import { foreignServiceOf } from './foreign-service.ts';

/**
 * A web server answers where FTP was expected.
 *
 * Seen when: a wrong port number, or a web proxy that intercepts the connection.
 * Not this: a web server that keeps silent until it is asked (greeting-missing).
 * See: RFC 9112 §4 (the status line begins with HTTP/).
 */
export default defineRule({
  id: 'wrong-protocol-http',
  cause: 'protocol',
  side: 'client',
  severity: 'error',
  stage: 'greeting',
  title: 'The port speaks HTTP, not FTP',
  explains: ['login-refused', 'control-connection-lost'],
  needs: { 'control.greeting': 'any' },
  check({ 'control.greeting': greeting }, _trials, { target }) {
    const words = firstWordsOf(greeting);
    if (foreignServiceOf(words) !== 'http') return undefined;
    return {
      confidence: 'certain',
      summary: `A web server or proxy answers on ${target.host} port ${target.port} (${quote(words)}), not an FTP server.`,
      because: ['control.greeting'],
      fix: ['client/check-port'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
