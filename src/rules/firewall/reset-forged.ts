import { blame } from '../../analysis/blocking-box.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import { sideOfBox } from '../../analysis/side-of-box.ts';
import type { Connection } from '../../core/connection.ts';
import { formatEndpoint } from '../../core/endpoint.ts';
import type { ResetFact } from '../../core/packet-facts.ts';

/**
 * A RST came another way than the packets of the host in whose name it was sent: something in between sent it.
 *
 * Seen when: a firewall, an intrusion prevention system or a NAT router refuses a port, or cuts a connection, with a RST of its own.
 * Not this: a RST of the host itself, whose TTL is that of its other packets; a refusal without packets to look at (passive-port-refused).
 * See: RFC 9293 §3.5.2 (reset generation); RFC 791 §3.2 (time to live falls by one at each router).
 */
export default defineRule({
  id: 'reset-forged',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'data-connection',
  title: 'A box on the way sends RSTs in the name of a host',
  explains: [
    'passive-port-refused',
    'data-connection-cut',
    'transfer-aborted',
    'control-connection-lost',
    'active-connection-refused',
  ],
  needs: { 'control.connect': 'any', 'path-trace.control': 'any' },
  trials: { family: 'any', needs: { reply: 'any' } },
  check(facts, trials, { connections, capture }) {
    const cut = connections.flatMap(connection => {
      const reset = forgedReset(connection);
      return reset === undefined || connection.remote === null ? [] : [{ connection, reset, to: connection.remote }];
    });
    const [first] = cut;
    if (!first) return undefined;
    const { reset, to, connection } = first;
    // Distances are those from where packets were captured: from this machine where the run recorded its own.
    const isOwn = capture !== undefined && capture.by !== 'none';
    const box = isOwn && connection.packets?.server.reset === reset ? reset.hops + 1 : null;
    const side = box === null ? null : sideOfBox(box, distanceOfServer(connections));
    const trace = facts['path-trace.control'];
    const hop = trace.status === 'ok' ? trace.value.hops.find(({ ttl }) => ttl === box)?.from : undefined;
    return {
      confidence: 'certain',
      ...(side !== null && { side }),
      summary: `The RST on the connection to ${listWords([...new Set(cut.map(one => formatEndpoint(one.to)))])} did not come from there: its TTL is ${reset.ttl}, which is not that of ${to.host}'s own packets. A firewall or NAT on the way sent it, ${distance(reset.hops)}${hop ? ` (${hop})` : ''}.${side === null ? '' : ` ${blame[side]}`}`,
      because: trials.flatMap(({ id, steps }) => (steps.reply.status === 'skipped' ? [] : [`${id}.reply`])),
      fix: [side === 'client' ? 'client/allow-outbound' : 'server/open-passive-ports', 'network/alg'],
      values: { address: to.host, ports: `${to.port}`, port: '21' },
      next: ['Ask who runs the box at that distance: its log names the rule.'],
    };
  },
});

function distance(hops: number): string {
  if (hops === 0) return 'right beside this capture';
  return hops === 1 ? 'one router away from this capture' : `${hops} routers away from this capture`;
}

/** By the routers that the server's SYN-ACK on a control connection has passed; -1 where none was captured. */
function distanceOfServer(connections: readonly Connection[]): number {
  const hops = connections.find(({ role, packets }) => role === 'control' && packets?.server.hops != null)?.packets
    ?.server.hops;
  return (hops ?? -2) + 1;
}

function forgedReset({ packets }: Connection): ResetFact | undefined {
  return [packets?.server.reset, packets?.client.reset].find(reset => reset?.isForged === true) ?? undefined;
}
