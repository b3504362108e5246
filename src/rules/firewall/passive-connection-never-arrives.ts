import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';
import { isPrivate } from '../../core/address-class.ts';

/**
 * A server waited at its passive port, and nobody connected: what its own log tells.
 *
 * Seen when: a firewall before the server does not let the passive range in, the client's network lets nothing out to it, or the 227 names an address that leads the client elsewhere.
 * Not this: a client that saw no answer itself, which is passive-port-filtered; a connection by another host, which servers refuse.
 * See: RFC 959 §3.2 (data connections); RFC 1579 (passive mode and firewalls).
 */
export default defineRule({
  id: 'passive-connection-never-arrives',
  cause: 'firewall',
  side: 'unknown',
  severity: 'error',
  stage: 'data-connection',
  title: 'No connection reaches the passive port',
  needs: { 'control.connect': 'any', 'control.stat': 'any' },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'failed' } },
  check({ 'control.connect': control, 'control.stat': stat }, trials) {
    const [trial] = trials.filter(({ steps }) => steps.connect.failure.kind === 'no-arrival');
    if (trial === undefined) return undefined;
    const { reply, connect } = trial.steps;
    const { host, port } = reply.value.advertised;
    const local = control.status === 'ok' ? control.value.local.host : null;
    const client = (stat.status === 'ok' ? stat.value.clientSeenAs : null) ?? local;
    const isInside = isPrivate(host) && client !== null && client !== '' && !isPrivate(client);
    const nobody = `nobody connected to port ${port}${withinWords(connect.tookMs)}`;
    return {
      ...(isInside ? { cause: 'nat', side: 'server' } : {}),
      confidence: isInside ? 'likely' : 'possible',
      summary: isInside
        ? `The server named ${host}, an address of its own network, to a client at ${client}, and ${nobody}.`
        : `The server waited, and ${nobody}: the client's connection was dropped on its way or went to another address.`,
      because: [`${trial.id}.reply`, `${trial.id}.connect`],
      fix: isInside
        ? ['server/passive-address', 'client/ignore-passive-address']
        : ['server/open-passive-ports', 'client/allow-outbound'],
      values: { ports: `${port}`, ...(isInside && { inside: host }), ...(client && { client }) },
      next: isInside ? [] : ['Capture at the client: its SYN shows where it tries to connect.'],
    };
  },
});
