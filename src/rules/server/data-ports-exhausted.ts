import { defineRule } from '../../analysis/define-rule.ts';
import { listWords, quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';

/**
 * The server has no port, socket or slot left for another data connection.
 *
 * Seen when: the passive range is smaller than the transfers of the last minutes (`425 All reserved TCP ports are busy`, `500 OOPS: vsf_sysutil_bind`).
 * Not this: passive mode switched off, which is passive-refused.
 * See: RFC 959 §5.4 (421, 425); Pure-FTPd `PassivePortRange`, vsftpd `pasv_min_port` and `pasv_max_port`.
 */
export default defineRule({
  id: 'data-ports-exhausted',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The server has no data port left',
  needs: {},
  trials: { family: 'any', needs: { reply: 'failed' } },
  check(_facts, trials) {
    const refused = trials.filter(({ steps }) => meaningOfReply(steps.reply) === 'resources');
    const [first] = refused;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The server answered ${listWords(refused.map(({ command }) => command))} with ${quoteRefusal(first.steps.reply.failure)}.`,
      because: refused.map(({ id }) => `${id}.reply`),
      fix: ['server/passive-port-range', 'server/read-log'],
      next: ['Run it again in a few minutes: a range that was used up works again then.'],
    };
  },
});
