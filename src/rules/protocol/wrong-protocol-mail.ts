import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import { firstWordsOf } from './first-words.ts';
import { foreignServiceOf } from './foreign-service.ts';

/**
 * A mail server (SMTP, POP3 or IMAP) answers where FTP was expected.
 *
 * Seen when: a wrong port number or host; SMTP greets with 220 as well, so that clients go on to a login that fails.
 * Not this: an FTP server whose greeting begins with 220 and names no mail protocol.
 * See: RFC 5321 §4.2 (220 and ESMTP); RFC 1939 §3 (+OK); RFC 9051 §7.1 (* OK).
 */
export default defineRule({
  id: 'wrong-protocol-mail',
  cause: 'protocol',
  side: 'client',
  severity: 'error',
  stage: 'greeting',
  title: 'The port speaks a mail protocol, not FTP',
  explains: ['login-refused', 'control-connection-lost'],
  needs: { 'control.greeting': 'any' },
  check({ 'control.greeting': greeting }, _trials, { target }) {
    const words = firstWordsOf(greeting);
    if (foreignServiceOf(words) !== 'mail') return undefined;
    return {
      confidence: 'certain',
      summary: `A mail server answers on ${target.host} port ${target.port} (${quote(words)}), not an FTP server.`,
      because: ['control.greeting'],
      fix: ['client/check-port'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
