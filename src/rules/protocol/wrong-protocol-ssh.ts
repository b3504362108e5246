import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import { firstWordsOf } from './first-words.ts';
import { foreignServiceOf } from './foreign-service.ts';

/**
 * An SSH server answers where FTP was expected.
 *
 * Seen when: SFTP, the file transfer of SSH, was meant: port 22, or an SSH server moved to port 21.
 * Not this: FTPS, which is FTP with TLS (port-speaks-tls).
 * See: RFC 4253 §4.2 (the line that begins with SSH-).
 */
export default defineRule({
  id: 'wrong-protocol-ssh',
  cause: 'protocol',
  side: 'client',
  severity: 'error',
  stage: 'greeting',
  title: 'The port speaks SSH, not FTP',
  explains: ['login-refused', 'control-connection-lost'],
  needs: { 'control.greeting': 'any' },
  check({ 'control.greeting': greeting }, _trials, { target }) {
    const words = firstWordsOf(greeting);
    if (foreignServiceOf(words) !== 'ssh') return undefined;
    return {
      confidence: 'certain',
      summary: `An SSH server answers on ${target.host} port ${target.port} (${quote(words)}), not an FTP server.`,
      because: ['control.greeting'],
      fix: ['client/use-sftp'],
      values: { host: target.host, port: String(target.port) },
    };
  },
});
