import { defineRule } from '../../analysis/define-rule.ts';
import { foreignRefusals } from '../../analysis/foreign-refusals.ts';
import { listWords, quoteRefusal } from '../../analysis/in-words.ts';
import { meaningOfRefusal, meaningOfReply, refusalOf } from '../../analysis/refusal.ts';

/**
 * The server says no to active mode by policy or for want of the ability.
 *
 * Seen when: vsftpd `port_enable=NO` (`550 Permission denied.`), Pure-FTPd `501 Active mode is disabled`, ProFTPD `RootRevoke` (`500 Unable to service PORT commands`).
 * Not this: a refusal of the address in the command, which is active-refused-client-nat; EPRT alone refused, which is eprt-refused.
 * See: RFC 959 §5.4 (replies to PORT: 200 or 500, 501, 421, 530); RFC 2577 §3 (a server may disable PORT).
 */
export default defineRule({
  id: 'active-refused-by-policy',
  cause: 'mode-mismatch',
  side: 'server',
  severity: 'error',
  stage: 'mode',
  title: 'The server refuses active mode',
  needs: {
    'control.connect': 'ok',
    'control.stat': 'any',
    'pasv.reply': 'any',
    'pasv.data': 'any',
    'epsv.reply': 'any',
    'epsv.data': 'any',
  },
  trials: { family: 'active', needs: { listen: 'ok', reply: 'any' } },
  check(facts, trials, { server }) {
    if (trials.some(({ command, steps }) => command === 'PORT' && steps.reply.status === 'ok')) return undefined;
    const surroundings = { control: facts['control.connect'], stat: facts['control.stat'], product: server.product };
    const unexplained = foreignRefusals(trials, 'unexplained', surroundings);
    const refused = trials.flatMap(({ id, command, steps: { reply } }) => {
      const refusal = refusalOf(reply);
      const meaning = refusal && meaningOfRefusal(refusal);
      const isUnexplained = unexplained.some(({ step }) => step === `${id}.reply`);
      const holds = meaning === 'policy' || meaning === 'family' || isUnexplained;
      return refusal && holds ? [{ command, step: `${id}.reply`, words: quoteRefusal(refusal) }] : [];
    });
    const [first] = refused;
    if (!first) return undefined;
    const mode = facts['epsv.data'].status === 'ok' ? 'EPSV' : facts['pasv.data'].status === 'ok' ? 'PASV' : undefined;
    const isRefusedToo = [facts['pasv.reply'], facts['epsv.reply']].some(reply => meaningOfReply(reply) === 'policy');
    const commands = listWords(refused.map(({ command }) => command));
    const why = unexplained.length > 0 ? ', although nothing suggests that it sees this client at another address' : '';
    return {
      confidence: unexplained.length > 0 ? 'possible' : mode ? 'certain' : 'likely',
      cause: isRefusedToo ? 'server' : 'mode-mismatch',
      summary: `The server answered ${commands} with ${first.words}${why}${mode ? `; ${mode} works.` : '.'}`,
      because: refused.map(({ step }) => step),
      fix: [...(mode ? ['client/use-passive'] : []), 'server/enable-active'],
      ...(mode && { values: { mode } }),
      next: unexplained.length > 0 ? ["Read the server's log: it names the reason for the refusal."] : [],
    };
  },
});
