import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfReply } from '../../analysis/refusal.ts';

/**
 * The server wants PRET before it gives out a passive port.
 *
 * Seen when: drftpd and other distributed servers, which have to know the transfer before they can name the node.
 * Not this: passive mode switched off, which is passive-refused.
 * See: the PRET extension of drftpd; curl `--ftp-pret`.
 */
export default defineRule({
  id: 'pret-required',
  cause: 'protocol',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: 'The server requires PRET',
  needs: {},
  trials: { family: 'passive', needs: { reply: 'failed' } },
  check(_facts, trials) {
    const asked = trials.filter(({ steps }) => meaningOfReply(steps.reply) === 'pret');
    const [first] = asked;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The server answered ${first.command} with ${quoteRefusal(first.steps.reply.failure)}.`,
      because: asked.map(({ id }) => `${id}.reply`),
      fix: ['client/pret'],
    };
  },
});
