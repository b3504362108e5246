import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';
import { judgeOtherPorts, nameOtherPort } from '../../analysis/other-ports.ts';

/**
 * The SYN to the control port was answered with a RST.
 *
 * Seen when: the FTP service is not running, or listens on another port or address; a firewall that rejects with a RST or port-unreachable.
 * Not this: a SYN without an answer (control-port-filtered); another ICMP message (control-port-rejected).
 * See: RFC 9293 §3.5.2 (reset generation); connect(2), ECONNREFUSED.
 */
export default defineRule({
  id: 'control-port-refused',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'tcp',
  title: 'Nothing listens on the control port',
  needs: { 'control.connect': 'failed', 'closed-port.connect': 'any' },
  check({ 'control.connect': connect, 'closed-port.connect': other }, _trials, { target, connections }) {
    if (connect.failure.kind !== 'refused') return undefined;
    // Where a firewall lets just named ports through, a refusal at this one is the host's own.
    const isOpened = judgeOtherPorts(other) === 'silent';
    const why = isOpened
      ? `${nameOtherPort(connections)} is silent: the firewall lets this port through, and nothing listens there.`
      : 'Nothing listens there, or a firewall rejects it with a RST.';
    return {
      side: isOpened ? 'server' : 'unknown',
      confidence: isOpened ? 'likely' : 'possible',
      summary: `${target.host} refused the connection to port ${target.port}${afterWords(connect.tookMs)}. ${why}`,
      because: ['control.connect', ...(isOpened ? ['closed-port.connect'] : [])],
      fix: ['server/start-ftp-server', ...(isOpened ? [] : ['server/open-control-port'])],
      values: { host: target.host, port: String(target.port) },
      next: ['On the server itself, connect to the port: refused there too means that nothing listens.'],
    };
  },
});
