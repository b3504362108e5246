import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import { firstWordsOf } from './first-words.ts';
import { foreignServiceOf } from './foreign-service.ts';

/**
 * A web server answers where FTP was expected.
 *
 * Seen when: a wrong port number, or a web proxy that intercepts the connection.
 * Not this: a server that says nothing even when it is spoken to (greeting-missing).
 * See: RFC 9112 §4 (the status line begins with HTTP/).
 */
export default defineRule({
  id: 'wrong-protocol-http',
  cause: 'protocol',
  side: 'client',
  severity: 'error',
  stage: 'greeting',
  title: 'The port speaks HTTP, not FTP',
  explains: ['login-refused', 'control-connection-lost', 'greeting-missing'],
  needs: { 'control.greeting': 'any', 'first-word.answer': 'any' },
  check({ 'control.greeting': greeting, 'first-word.answer': answer }, _trials, { target }) {
    const words = answer.status === 'ok' ? answer.value.text : firstWordsOf(greeting);
    if (foreignServiceOf(words) !== 'http') return undefined;
    return {
      confidence: 'certain',
      summary: `A web server or proxy answers on ${target.host} port ${target.port} (${quote(words)}), not an FTP server.`,
      because: ['control.greeting', ...(answer.status === 'ok' ? ['first-word.answer'] : [])],
      fix: ['client/check-port'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
