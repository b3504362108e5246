import { judgeArrival } from '../../analysis/arrival.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { inboundBlock } from '../../analysis/inbound-block.ts';

/**
 * The server's SYN reached the client, and the handshake was never finished: the SYN-ACK or the ACK is lost.
 *
 * Seen when: a stateful firewall or an asymmetric route drops the client's SYN-ACK.
 * Not this: no SYN at all, which is active-connection-never-arrives.
 * See: RFC 9293 §3.5 (three-way handshake); Linux shows the half-open connection as state 03 in /proc/net/tcp.
 */
export default defineRule({
  id: 'active-handshake-incomplete',
  cause: 'network',
  side: 'path',
  severity: 'error',
  stage: 'data-connection',
  title: "The handshake of the server's connection is never finished",
  needs: { 'control.connect': 'ok', 'control.stat': 'any', 'pasv.data': 'any', 'epsv.data': 'any' },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const [first, ...others] = trials.filter(trial => judgeArrival(trial, context) === 'half-open');
    if (!first) return undefined;
    const { shared, commands, announced } = inboundBlock([first, ...others], facts, context.server.product);
    return {
      because: shared.because,
      ...(shared.values && { values: shared.values }),
      confidence: 'likely',
      summary: `After ${commands} the server's SYN came to ${announced}, but no ACK followed: this client's SYN-ACK does not get back to the server.`,
      fix: [...shared.fix.filter(key => key === 'client/use-passive'), 'client/allow-inbound', 'network/routing'],
      next: ['Capture at both ends: the box between the two that sees the SYN-ACK last drops it.'],
    };
  },
});
