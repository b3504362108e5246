import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';
import { icmpSender } from '../../analysis/icmp-sender.ts';
import { judgeOtherPorts } from '../../analysis/other-ports.ts';
import { unreachableReason } from '../network/unreachable-reason.ts';

/**
 * The SYN to the control port was answered with an ICMP message: a firewall or router rejects it openly.
 *
 * Seen when: firewalld's default (icmp-host-prohibited), a router's access list, a router without a route to the server's network.
 * Not this: no route on this machine (no-route); three seconds of unanswered ARP (host-unreachable-on-link).
 * See: RFC 792 (destination unreachable, codes 0, 1, 9, 10, 13); RFC 4443 §3.1 for IPv6.
 */
export default defineRule({
  id: 'control-port-rejected',
  cause: 'firewall',
  side: 'unknown',
  severity: 'error',
  stage: 'tcp',
  title: 'The control port is rejected with an ICMP message',
  needs: { 'control.connect': 'failed', 'closed-port.connect': 'any' },
  check({ 'control.connect': { failure, tookMs }, 'closed-port.connect': other }, _trials, { target, connections }) {
    if (failure.kind !== 'unreachable') return undefined;
    const reason = unreachableReason(failure, tookMs);
    if (reason !== 'rejected' && reason !== 'rejected-by-router') return undefined;
    const where = `${target.host} port ${target.port}`;
    const to = connections.find(({ role }) => role === 'control')?.remote;
    const sender = to ? icmpSender(connections, to) : undefined;
    const from = sender === undefined ? '' : `, from ${sender}`;
    const said = `${failure.errno ?? `${failure.scope} unreachable`}${afterWords(tookMs)}${from}`;
    const values = { host: target.host, port: String(target.port) };
    const isThisPort = ['answers', 'silent'].includes(judgeOtherPorts(other));
    if (reason === 'rejected-by-router' && !isThisPort) {
      return {
        confidence: 'possible',
        summary: `A router on the way to ${where} answered that the network cannot be reached (${said}): it has no route, or an access list forbids it.`,
        because: ['control.connect'],
        fix: ['network/check-route'],
        values,
        next: ['Trace the route to the server: the last router that answers is the one that rejects.'],
        cause: 'network',
        side: 'path',
      };
    }
    return {
      confidence: isThisPort ? 'likely' : 'possible',
      summary: `A firewall rejects ${where} with an ICMP message (${said})${isThisPort ? ', and other ports of the same host are treated otherwise' : ''}.`,
      because: ['control.connect', ...(isThisPort ? ['closed-port.connect'] : [])],
      fix: ['server/open-control-port', 'client/allow-outbound'],
      values,
      next: ['Capture the ICMP message: its source address is the device that rejects.'],
    };
  },
});
