import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';
import { judgeOtherPorts, nameOtherPort } from '../../analysis/other-ports.ts';
import { isPrivate } from '../../core/address-class.ts';

/**
 * The SYNs to the control port were not answered at all.
 *
 * Seen when: a firewall at either end or between drops port 21 (a cloud security group without the rule, a company's egress policy), or the host is down.
 * Not this: an answer of any kind, be it a RST (control-port-refused) or ICMP (control-port-rejected).
 * See: RFC 9293 §3.8.3 (a SYN is sent again until the limit); RFC 6298 §5.7.
 */
export default defineRule({
  id: 'control-port-filtered',
  cause: 'firewall',
  side: 'unknown',
  severity: 'error',
  stage: 'tcp',
  title: 'The control port does not answer',
  needs: { 'control.connect': 'failed', 'closed-port.connect': 'any' },
  check({ 'control.connect': connect, 'closed-port.connect': other }, _trials, { target, connections }) {
    if (connect.failure.kind !== 'timeout') return undefined;
    const tried = connections.find(({ role, synRetransmits }) => role === 'control' && synRetransmits !== null);
    const sent = tried?.synRetransmits ?? null;
    const how = sent === null ? 'The SYN' : `${sent + 1} SYNs`;
    const isUp = judgeOtherPorts(other) === 'answers';
    const why = isUp
      ? `${nameOtherPort(connections)} answers, so the host is up: a firewall drops them.`
      : 'A firewall drops them, or the host is down.';
    const to = connections.find(({ role }) => role === 'control')?.remote?.host;
    if (to !== undefined && isPrivate(to) && !isUp) {
      return {
        cause: 'network',
        side: 'client',
        confidence: 'possible',
        summary: `${how} to ${to} port ${target.port} got no answer${withinWords(connect.tookMs)}. It is a private address: it can be reached from inside its own network alone, be it on the spot or through a VPN.`,
        because: ['control.connect'],
        fix: ['client/check-route', 'server/open-control-port'],
        values: { host: target.host, address: to, port: String(target.port) },
        next: ['Ask for the public address of the server, or connect the VPN, and run it again.'],
      };
    }
    return {
      confidence: isUp ? 'likely' : 'possible',
      summary: `${how} to ${target.host} port ${target.port} got no answer${withinWords(connect.tookMs)}. ${why}`,
      because: ['control.connect', ...(isUp ? ['closed-port.connect'] : [])],
      fix: ['server/open-control-port', 'client/allow-outbound'],
      values: { host: target.host, port: String(target.port) },
      next: [
        ...(isUp
          ? []
          : [
              `Connect to another port of ${target.host} that is known to be open: an answer rules out that the host is down.`,
            ]),
        'Run it from another network: success there puts the firewall on this side.',
      ],
    };
  },
});
