import { judgeArrival, wordsOfServer } from '../../analysis/arrival.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { inboundBlock } from '../../analysis/inbound-block.ts';

/**
 * The server says that it could not even begin its connection: its own port, rights or firewall are in the way.
 *
 * Seen when: port 20 needs rights that it gave up (ProFTPD `RootRevoke`), port 20 is still in use, or a local rule forbids it.
 * Not this: a connection that was tried and refused, which is active-connection-refused.
 * See: the system's error text in the 425 of ProFTPD, Pure-FTPd and wu-ftpd (`Operation not permitted`, `Address already in use`).
 */
export default defineRule({
  id: 'active-connection-not-made',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server cannot open its data connection',
  needs: { 'control.connect': 'ok', 'control.stat': 'any', 'pasv.data': 'any', 'epsv.data': 'any' },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const [first, ...others] = trials.filter(trial => judgeArrival(trial, context) === 'not-made');
    const words = first && wordsOfServer(first);
    if (!first || !words) return undefined;
    const { shared, commands } = inboundBlock([first, ...others], facts, context.server.product);
    return {
      because: shared.because,
      values: { ...shared.values, port: `${context.target.port}` },
      confidence: 'likely',
      summary: `After ${commands} the server answered ${quoteRefusal(words.failure)}: its own system did not let it open the connection.`,
      fix: ['server/allow-outbound', 'server/data-port-20', ...shared.fix.filter(key => key === 'client/use-passive')],
      next: ["Read the server's log: it has the failed call."],
    };
  },
});
