import { defineRule } from '../../analysis/define-rule.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/**
 * The server's data connection comes from another port than the one below its control port: 20 for 21.
 *
 * Seen when: vsftpd with its default `connect_from_port_20=NO`, ProFTPD without root, a container without the right to bind port 20, a NAT before the server.
 * Not this: control ports other than 21, where hardly any server keeps to the rule.
 * See: RFC 959 §3.2 (the server's default data port is the port adjacent to its control port, L-1).
 */
export default defineRule({
  id: 'active-not-from-port-20',
  cause: 'server',
  side: 'server',
  severity: 'info',
  stage: 'data-connection',
  title: 'Active connections do not come from port 20',
  needs: { 'control.connect': 'ok' },
  trials: { family: 'active', needs: { accept: 'ok' } },
  check({ 'control.connect': control }, trials) {
    if (control.value.remote.port !== 21) return undefined;
    const others = trials.filter(({ steps }) => ![0, 20].includes(steps.accept.value.remote.port));
    const [first] = others;
    if (!first) return undefined;
    return {
      confidence: 'certain',
      summary: `The server connected from ${formatEndpoint(first.steps.accept.value.remote)}. Firewalls that let only port 20 in will block it; otherwise it does no harm.`,
      because: others.map(({ id }) => `${id}.accept`),
      fix: ['server/data-port-20'],
      values: { port: '21' },
    };
  },
});
