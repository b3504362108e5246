import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * A command that asks for a data connection gets no answer, or ends the control connection.
 *
 * Seen when: a strict FTP helper (ALG) or a filter on the way drops the command or closes the connection; the server hangs or crashes.
 * Not this: only one of PASV and EPSV, which is pasv-blocked or epsv-blocked; pyftpdlib, which connects before it answers PORT.
 * See: RFC 959 §5.4 (every command gets a reply); Cisco ASA `inspect ftp strict` closes the connection.
 */
export default defineRule({
  id: 'mode-command-unanswered',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'mode',
  title: 'A command for a data connection gets no answer',
  needs: { 'pasv.reply': 'any', 'epsv.reply': 'any' },
  trials: { family: 'any', needs: { reply: 'failed' } },
  check({ 'pasv.reply': pasv, 'epsv.reply': epsv }, trials, { server, target }) {
    const silent = trials.filter(({ command, steps: { reply } }) => {
      const { kind } = reply.failure;
      if (command === 'EPSV' && pasv.status === 'ok') return false;
      if (command === 'PASV' && epsv.status === 'ok') return false;
      const isActive = command === 'PORT' || command === 'EPRT';
      if (isActive && kind === 'timeout' && server.product === 'pyftpdlib') return false;
      return kind === 'timeout' || kind === 'closed' || kind === 'reset' || kind === 'flood';
    });
    const [first] = silent;
    if (!first) return undefined;
    return {
      confidence: 'possible',
      summary: `${listWords(silent.map(({ command }) => command))} got no reply: ${describeFailure(first.steps.reply.failure)}. A helper (ALG) on the way or the server itself may be the reason.`,
      because: silent.map(({ id }) => `${id}.reply`),
      fix: ['network/alg', 'server/read-log'],
      values: { port: `${target.port}` },
      next: ['Try again over TLS or from another network: a box on this path cannot act there.'],
    };
  },
});
